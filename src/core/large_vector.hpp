// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <new>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Tells the system that pages of 2 MB suit this memory, where there are such: it is all in use soon, and read from anywhere.
void want_large_pages(void* first, std::size_t bytes) noexcept;

/// For arrays of one algorithm's run: on large pages if large, and without values where none are given, as they are written
/// before they are read.
template <class T>
struct large_allocator {
  using value_type = T;

  large_allocator() = default;
  template <class U>
  explicit(false) large_allocator(const large_allocator<U>& /*other*/) noexcept {}

  [[nodiscard]] T* allocate(std::size_t n) {
    if (n < least) return static_cast<T*>(::operator new(n * sizeof(T)));
    void* const first = ::operator new(n * sizeof(T), page);
    want_large_pages(first, n * sizeof(T));
    return static_cast<T*>(first);
  }
  void deallocate(T* first, std::size_t n) noexcept {
    if (n < least)
      ::operator delete(first);
    else
      ::operator delete(first, page);
  }

  template <class U>
  void construct(U* at) noexcept {
    ::new (static_cast<void*>(at)) U;
  }
  template <class U, class... Values>
  void construct(U* at, Values&&... values) {
    ::new (static_cast<void*>(at)) U(std::forward<Values>(values)...);
  }

  template <class U>
  [[nodiscard]] bool operator==(const large_allocator<U>& /*other*/) const noexcept {
    return true;
  }

 private:
  static constexpr std::align_val_t page{std::size_t{1} << 21};
  static constexpr std::size_t least = (std::size_t{1} << 21) / sizeof(T);
};

template <class T>
using large_vector = std::vector<T, large_allocator<T>>;

}  // namespace coopgraph::detail
