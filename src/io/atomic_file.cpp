// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/atomic_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <system_error>
#include <utility>

namespace coopgraph {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what, int reason) {
  throw io_error(printable(path, 800) + ": " + what + ": " + std::generic_category().message(reason));
}

/// An open file that is closed on every way out; close() is the way that notices what the system says on closing.
class descriptor {
 public:
  explicit descriptor(int handle) noexcept : handle_(handle) {}
  descriptor(descriptor&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  descriptor& operator=(descriptor&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~descriptor() {
    if (handle_ >= 0) ::close(handle_);
  }

  [[nodiscard]] int get() const noexcept { return handle_; }
  [[nodiscard]] int close() noexcept { return ::close(std::exchange(handle_, -1)); }

 private:
  int handle_;
};

/// The new file beside the old one: gone again unless it was moved into place.
class temporary {
 public:
  explicit temporary(std::string path) : path_(std::move(path)) {}
  temporary(const temporary&) = delete;
  temporary& operator=(const temporary&) = delete;
  ~temporary() {
    if (!moved_) ::unlink(path_.c_str());
  }

  [[nodiscard]] int move_to(const std::string& target) noexcept {
    const int outcome = std::rename(path_.c_str(), target.c_str());
    moved_ = outcome == 0;
    return outcome;
  }

 private:
  std::string path_;
  bool moved_ = false;
};

void write_all(int handle, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(handle, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(path, "cannot be written", errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// Closes, and says what only then comes to light (a full quota on a network drive).
void close_noticing(descriptor& file, const std::string& path) {
  if (file.close() != 0 && errno != EINTR) fail(path, "cannot be closed", errno);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string("./") : path.substr(0, slash + 1);
}

/// Opens a file that did not exist, in `folder`; its name goes to the result's second part.
std::pair<int, std::string> open_new(const std::string& folder, const std::string& path) {
  constexpr int attempts = 1000;
  const std::string stem = folder + ".coopgraph-" + std::to_string(::getpid()) + "-";
  for (int k = 0; k < attempts; ++k) {
    std::string name = stem + std::to_string(k) + ".tmp";
    const int handle = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (handle >= 0) return {handle, std::move(name)};
    if (errno != EEXIST) fail(path, "no new file can be made in its folder", errno);
  }
  fail(path, "no new file can be made in its folder", EEXIST);
}

/// Makes the move itself lasting. File systems that cannot synchronise a folder say EINVAL: there is nothing more to do there.
void synchronise_folder(const std::string& folder, const std::string& path) {
  descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.get() < 0) return;  // a folder that may be written but not read
  if (::fsync(opened.get()) != 0 && errno != EINVAL && errno != ENOTSUP)
    fail(path, "is written, but its folder cannot be synchronised with the disk", errno);
}

}  // namespace

struct atomic_file::state {
  std::string path;
  descriptor file{-1};
  std::optional<temporary> fresh = {};  ///< nothing: a device, which is written as it is
};

atomic_file::atomic_file(const std::string& path) : state_(std::make_unique<state>()) {
  state_->path = path;
  std::optional<mode_t> permissions;
  struct stat old = {};
  if (::lstat(path.c_str(), &old) == 0) {
    if (S_ISDIR(old.st_mode)) fail(path, "cannot be written", EISDIR);
    if (S_ISLNK(old.st_mode)) throw io_error(printable(path, 800) + ": is a symbolic link; name the file that it points to");
    if (!S_ISREG(old.st_mode)) {
      state_->file = descriptor(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY));
      if (state_->file.get() < 0) fail(path, "cannot be opened for writing", errno);
      return;
    }
    permissions = old.st_mode & 0777;
  } else if (errno != ENOENT) {
    fail(path, "cannot be written", errno);
  }
  auto [handle, name] = open_new(folder_of(path), path);
  state_->file = descriptor(handle);
  state_->fresh.emplace(std::move(name));
  if (permissions && ::fchmod(handle, *permissions) != 0) fail(path, "cannot keep its permissions", errno);
}

atomic_file::atomic_file(atomic_file&&) noexcept = default;
atomic_file& atomic_file::operator=(atomic_file&&) noexcept = default;
atomic_file::~atomic_file() = default;

void atomic_file::write(std::string_view bytes) { write_all(state_->file.get(), bytes, state_->path); }

void atomic_file::finish() {
  const std::string& path = state_->path;
  if (!state_->fresh) return close_noticing(state_->file, path);
  if (::fsync(state_->file.get()) != 0 && errno != EINVAL && errno != ENOTSUP)
    fail(path, "cannot be synchronised with the disk", errno);
  close_noticing(state_->file, path);
  if (state_->fresh->move_to(path) != 0) fail(path, "cannot be moved into place", errno);
  synchronise_folder(folder_of(path), path);
}

void write_file(const std::string& path, std::string_view bytes) {
  atomic_file file(path);
  file.write(bytes);
  file.finish();
}

}  // namespace coopgraph
