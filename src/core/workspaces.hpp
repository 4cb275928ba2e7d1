// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Workspaces that chunks of a parallel loop borrow: as many as there are threads at work.
template <class Workspace>
class workspaces {
 public:
  explicit workspaces(std::size_t size) : size_(size) {}

  /// Calls use(workspace). What throws takes its workspace along.
  template <class Use>
  void borrow(const Use& use) {
    std::unique_ptr<Workspace> mine;
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        mine = std::move(free_.back());
        free_.pop_back();
      }
    }
    if (!mine) mine = std::make_unique<Workspace>(size_);
    use(*mine);
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(mine));
  }

 private:
  std::size_t size_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> free_;
};

}  // namespace coopgraph::detail
