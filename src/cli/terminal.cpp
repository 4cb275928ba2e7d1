// SPDX-License-Identifier: BSL-1.0
#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>
#include <algorithm>

namespace coopgraph::cli {
namespace {

using namespace std::chrono_literals;

std::size_t width_of(int stream) {
  if (::isatty(stream) == 0) return 0;
  constexpr std::size_t usual = 80;
  struct winsize size = {};
  return ::ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

}  // namespace

terminal_widths widths_of_this_process() { return {width_of(STDOUT_FILENO), width_of(STDERR_FILENO)}; }

progress_bar::progress_bar(std::ostream& err, std::size_t columns, clock::time_point began)
    : err_(err), columns_(columns), next_(began + 1s) {}

void progress_bar::show(double fraction, clock::time_point now) {
  constexpr std::size_t least_columns = 20;
  if (columns_ < least_columns || now < next_) return;
  if (fraction >= 1.0) return wipe();
  const int percent = static_cast<int>(std::max(fraction, 0.0) * 100.0);
  if (percent == percent_) return;
  percent_ = percent;
  next_ = now + 100ms;
  const std::size_t room = std::min<std::size_t>(columns_ - 10, 50);
  const std::size_t done = room * static_cast<std::size_t>(percent) / 100;
  const std::string number = std::to_string(percent);
  err_ << '\r' << '[' << std::string(done, '#') << std::string(room - done, '-') << "] " << std::string(3 - number.size(), ' ')
       << number << " %" << std::flush;
}

void progress_bar::wipe() {
  if (percent_ < 0) return;
  percent_ = -1;
  err_ << '\r' << std::string(columns_ - 1, ' ') << '\r' << std::flush;
}

}  // namespace coopgraph::cli
