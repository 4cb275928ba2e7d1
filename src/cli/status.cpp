// SPDX-License-Identifier: BSL-1.0
#include "cli/status.hpp"

#include <coopgraph/core/error.hpp>

#include <new>
#include <ostream>
#include <string_view>

namespace coopgraph::cli {
namespace {

status say(std::ostream& err, status outcome, std::string_view message) {
  err << "coopgraph: " << printable(message, 960) << '\n';
  return outcome;
}

}  // namespace

status tell(const std::exception_ptr& problem, std::ostream& err) {
  try {
    std::rethrow_exception(problem);
  } catch (const data_error& e) {
    for (const diagnostic& d : e.diagnostics()) err << to_line(d) << '\n';
    return bad_input;
  } catch (const usage_error& e) {
    return say(err, bad_input, e.what());
  } catch (const call_error& e) {
    return say(err, bad_input, e.what());
  } catch (const limit_error& e) {
    return say(err, over_a_limit, printable(e.what(), 880) + "; coopgraph --limits says how");
  } catch (const io_error& e) {
    return say(err, io_or_memory, e.what());
  } catch (const cancelled& e) {
    return say(err, cancelled_or_timed_out, e.what());
  } catch (const std::bad_alloc&) {
    return say(err, io_or_memory, "out of memory");
  } catch (const std::exception& e) {
    say(err, our_bug, e.what());
  } catch (...) {
    say(err, our_bug, "something that is no std::exception was thrown");
  }
  return say(err, our_bug, "this is a bug in coopgraph; please report it with the command line and, if you can, the data");
}

void check(const std::stop_token& stop) {
  if (stop.stop_requested()) throw cancelled();
}

}  // namespace coopgraph::cli
