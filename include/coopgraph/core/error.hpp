// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/diagnostic.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// The root of all that this library throws on purpose. What is no subclass of it is std::bad_alloc or a bug of ours.
class error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A bad call: it names what was called, the parameter, its value and what is allowed.
/// Reads "pagerank: damping is 1; allowed: [0, 1)".
class call_error : public error {
 public:
  call_error(const std::string& function, std::string parameter, std::string value, std::string allowed)
      : error(function + ": " + parameter + " is " + value + "; allowed: " + allowed),
        parameter_(std::move(parameter)),
        value_(std::move(value)),
        allowed_(std::move(allowed)) {}

  [[nodiscard]] const std::string& parameter() const noexcept { return parameter_; }
  [[nodiscard]] const std::string& value() const noexcept { return value_; }
  [[nodiscard]] const std::string& allowed() const noexcept { return allowed_; }

 private:
  std::string parameter_;
  std::string value_;
  std::string allowed_;
};

/// A member of an options aggregate is outside its range.
class option_error : public call_error {
 public:
  using call_error::call_error;
};

/// An argument (a graph, edge values, a vertex, text to parse) is outside the function's domain.
class input_error : public call_error {
 public:
  using call_error::call_error;
};

/// Bad data: every problem that was found, each with its place.
class data_error : public error {
 public:
  explicit data_error(std::vector<diagnostic> problems) : error(summary(problems)), diagnostics_(std::move(problems)) {}

  [[nodiscard]] const std::vector<diagnostic>& diagnostics() const noexcept { return diagnostics_; }

 private:
  static std::string summary(const std::vector<diagnostic>& problems) {
    if (problems.empty()) return "bad data";
    std::string text = to_line(problems.front());
    if (problems.size() > 1) text += " (and " + std::to_string(problems.size() - 1) + " more)";
    return text;
  }

  std::vector<diagnostic> diagnostics_;
};

/// A limit that protects the machine was reached; the message names it and how to raise it.
class limit_error : public error {
 public:
  using error::error;
};

/// A file could not be opened, read, written or moved into place; the message holds the system's reason.
class io_error : public error {
 public:
  using error::error;
};

/// The caller asked the running algorithm to stop (execution::stop).
class cancelled : public error {
 public:
  cancelled() : error("cancelled on request") {}
};

}  // namespace coopgraph
