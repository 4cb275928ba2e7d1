// SPDX-License-Identifier: BSL-1.0
#include "io/edge_rows.hpp"
#include "io/name_table.hpp"
#include "io/plain_rows.hpp"
#include "model/number_text.hpp"

#include <coopgraph/core/parallel.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coopgraph::detail {
namespace {

/// A file that is open for reading, or nothing (negative).
class open_file {
 public:
  explicit open_file(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  /// The size of a regular file; nothing if it is none.
  [[nodiscard]] std::optional<std::size_t> size() const noexcept {
    struct ::stat about = {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    return static_cast<std::size_t>(about.st_size);
  }
  /// Whether all of the bytes could be read.
  [[nodiscard]] bool read(char* to, std::size_t bytes, std::size_t from) const noexcept {
    while (bytes > 0) {
      const ::ssize_t got = ::pread(descriptor_, to, bytes, static_cast<::off_t>(from));
      if (got <= 0) return false;
      to += got;
      from += static_cast<std::size_t>(got);
      bytes -= static_cast<std::size_t>(got);
    }
    return true;
  }

 private:
  int descriptor_;
};

/// What one thread made of its part of the file: vertices are numbered in the order in which they come in this part.
struct part_of_table {
  name_table ends;
  std::vector<endpoints> rows;
  std::vector<number_column> numbers;
};

/// Which part of the file, and all that its reader needs to know.
struct reading_job {
  const open_file* file = nullptr;
  const column_mapping* columns = nullptr;
  const edge_table_options* options = nullptr;
  const thread_pool* pool = nullptr;
  std::size_t block_bytes = 0;
  std::size_t size = 0;   // of the file
  std::size_t first = 0;  // rows that begin at [first, last) belong to the part
  std::size_t last = 0;
  std::size_t rows_for = 0;  // how many bytes of rows to plan memory for
};

/// Reads one part of the file, block by block, and gives up at the first thing that is not plain.
class part_reader {
 public:
  part_reader(const reading_job& job, part_of_table& part)
      : job_(job), part_(part), layout_(*job.columns, *job.options), buffer_(job.block_bytes + plain_padding) {
    for (const std::size_t field : job.columns->numbers) part_.numbers.push_back({job.columns->names[field], {}, {}});
  }

  [[nodiscard]] bool read() {
    std::size_t at = job_.first;  // where in the file the buffer begins
    std::size_t kept = 0;         // bytes of a row that was cut by the end of the last block
    while (at < job_.last) {
      job_.pool->check_stop();
      const std::size_t wanted = std::min(job_.block_bytes - kept, job_.size - at - kept);
      if (wanted == 0 || !job_.file->read(buffer_.data() + kept, wanted, at + kept)) return false;
      std::size_t end = kept + wanted;
      const bool is_end_of_file = at + end == job_.size;
      if (is_end_of_file && buffer_[end - 1] == '\r') return false;
      if (is_end_of_file && buffer_[end - 1] != '\n') buffer_[end++] = '\n';
      const std::size_t rows_end = end_of_rows(at, end);
      if (rows_end == 0 || !take({buffer_.data(), rows_end})) return false;
      at += rows_end;
      kept = end - rows_end;
      std::copy_n(buffer_.data() + rows_end, kept, buffer_.data());
      if (is_end_of_file) break;
    }
    return true;
  }

 private:
  /// Behind the last whole row of the buffer, or behind the row that reaches over the end of the part; 0 if there is none.
  [[nodiscard]] std::size_t end_of_rows(std::size_t at, std::size_t end) const {
    const std::string_view text(buffer_.data(), end);
    if (at + end >= job_.last) {
      const std::size_t newline = text.find('\n', job_.last - at - 1);
      if (newline != text.npos) return newline + 1;
    }
    const std::size_t newline = text.rfind('\n');
    return newline == text.npos ? 0 : newline + 1;
  }

  [[nodiscard]] bool take(std::string_view rows) {
    const auto facts = plain_facts(rows);
    if (!facts) return false;
    const char* at = rows.data();
    const char* const end = at + rows.size();
    while (at != end) {
      std::size_t count = 0;
      while (at != end && count < batch) {
        const row_scan scan = layout_.scan(at, *facts, fields_);
        if (scan == row_scan::blank) continue;
        if (scan == row_scan::not_plain || !note_row(count)) return false;
        ++count;
      }
      if (part_.rows.empty()) plan_memory(rows.size());
      if (part_.rows.size() + count > job_.options->most_edges) return false;
      add_edges(count);
    }
    return part_.ends.size() <= job_.options->most_vertices;
  }

  /// Takes numbers, and makes the ends ready for their look-up: their slots come near while other rows are looked at.
  [[nodiscard]] bool note_row(std::size_t row) {
    for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
      const std::string_view text = fields_[end];
      const auto lead = static_cast<unsigned char>(text.empty() ? ' ' : text.front());
      if ((lead <= ' ' || lead >= 0x80) && is_blank(text)) return false;
      pending& p = pending_[2 * row + end];
      p.key = name_table::key_of_padded(text);
      p.mixed = p.key.mixed();
      part_.ends.prefetch(p.mixed);
    }
    for (std::size_t i = 0; i < part_.numbers.size(); ++i) {
      const cell_number read = read_cell_number(fields_[2 + i], job_.columns->numbers_are_padded, job_.options->numbers);
      if (read.problem != number_problem::none) return false;
      if (read.missing) part_.numbers[i].missing.push_back(part_.numbers[i].values.size());
      part_.numbers[i].values.push_back(read.value);
    }
    return true;
  }

  void add_edges(std::size_t count) {
    for (std::size_t row = 0; row < count; ++row) {
      const std::uint32_t from = vertex_of(pending_[2 * row], last_from_);
      const std::uint32_t to = vertex_of(pending_[2 * row + 1], last_to_);
      part_.rows.push_back({from, to});
    }
  }

  /// Tables are often sorted: the end of the row before is tried first.
  struct last_end {
    std::uint64_t low = 0;
    std::uint32_t high = 0;  // 0 is the length of no end
    std::uint32_t vertex = 0;
  };
  struct pending {
    name_table::key key;
    std::uint64_t mixed = 0;
  };
  std::uint32_t vertex_of(const pending& p, last_end& last) {
    if (p.key.low == last.low && p.key.high == last.high && p.key.size <= name_table::longest_inline) return last.vertex;
    last = {p.key.low, p.key.high, part_.ends.find_or_add(p.key, p.mixed)};
    return last.vertex;
  }

  /// Rows are as long as those of the first block, and a little shorter: memory that is never touched costs nothing.
  void plan_memory(std::size_t first_bytes) {
    const auto first = static_cast<double>(std::max<std::size_t>(1, rows_in_first_block(first_bytes)));
    const double share = static_cast<double>(job_.rows_for) / static_cast<double>(first_bytes);
    const auto rows = static_cast<std::size_t>(first * share * 1.1);
    part_.rows.reserve(std::min(rows, job_.options->most_edges));
    for (number_column& column : part_.numbers) column.values.reserve(std::min(rows, job_.options->most_edges));
  }
  [[nodiscard]] std::size_t rows_in_first_block(std::size_t bytes) const {
    return static_cast<std::size_t>(std::count(buffer_.data(), buffer_.data() + bytes, '\n'));
  }

  static constexpr std::size_t batch = 64;
  reading_job job_;
  part_of_table& part_;
  row_layout layout_;
  std::vector<char> buffer_;
  std::vector<std::string_view> fields_ = std::vector<std::string_view>(2 + job_.columns->numbers.size());
  std::array<pending, 2 * batch> pending_;
  last_end last_from_;
  last_end last_to_;
};

/// The header of a table and where its first row begins.
struct plain_header {
  column_mapping columns;
  std::size_t rows_begin = 0;
};

std::optional<plain_header> read_plain_header(const open_file& file, const std::string& path, std::size_t size,
                                              const edge_table_options& options, std::size_t block_bytes) {
  std::string head(std::min(size, block_bytes), '\0');
  if (!file.read(head.data(), head.size(), 0)) return std::nullopt;
  const std::size_t newline = head.find('\n');
  if (newline == head.npos || head.find('"') < newline) return std::nullopt;
  head.resize(newline + 1);
  try {
    csv_reader reader = reader_of(head, path, options);
    if (!reader.next() || !reader.problems().empty()) return std::nullopt;
    column_mapping columns = map_columns(reader.row().fields, {path, reader.row().line, 0}, options);
    if (columns.type || columns.flow) return std::nullopt;
    return plain_header{std::move(columns), newline + 1};
  } catch (const data_error&) {
    return std::nullopt;
  }
}

/// Where the parts begin: at rows. Nothing if a row is longer than a block.
std::optional<std::vector<std::size_t>> cut(const open_file& file, std::size_t begin, std::size_t size, std::size_t parts,
                                            std::size_t block_bytes) {
  std::vector<std::size_t> cuts{begin};
  std::string text;
  for (std::size_t p = 1; p < parts; ++p) {
    const std::size_t near = std::max(begin + (size - begin) / parts * p, cuts.back() + 1);
    if (near >= size) break;
    text.resize(std::min(block_bytes, size - near));
    if (!file.read(text.data(), text.size(), near)) return std::nullopt;
    const std::size_t newline = text.find('\n');
    if (newline == text.npos) return std::nullopt;
    if (near + newline + 1 < size) cuts.push_back(near + newline + 1);
  }
  cuts.push_back(size);
  return cuts;
}

/// Vertices of a part -> vertices of the table. Nothing if an end is not among those of the node table.
std::optional<std::vector<std::uint32_t>> renumbered(const name_table& part, name_table& all, bool may_add) {
  constexpr std::uint32_t ahead = 16;
  struct ready {
    name_table::key key;
    std::uint64_t mixed;
  };
  std::array<ready, ahead> next{};
  const auto make_ready = [&](std::uint32_t v) {
    if (v >= part.size()) return;
    const auto key = name_table::key_of(part.text(v));
    next[v % ahead] = {key, key.mixed()};
    all.prefetch(key.mixed());
  };
  for (std::uint32_t v = 0; v < ahead; ++v) make_ready(v);
  std::vector<std::uint32_t> numbers(part.size());
  for (std::uint32_t v = 0; v < part.size(); ++v) {
    const ready r = next[v % ahead];
    make_ready(v + ahead);
    numbers[v] = may_add ? all.find_or_add(r.key, r.mixed) : all.find(r.key, r.mixed);
    if (numbers[v] == name_table::none) return std::nullopt;
  }
  return numbers;
}

/// Joins the parts in the order of the file. A vertex has the number that it would have had if one had read all.
std::optional<edge_table> joined(std::vector<part_of_table>& parts, const node_table* nodes, const edge_table_options& options,
                                 thread_pool& pool) {
  edge_table table;
  name_table all;
  if (nodes != nullptr)
    for (const std::string& id : nodes->ids) (void)all.find_or_add(id);
  std::size_t edges = 0;
  for (const part_of_table& part : parts) edges += part.rows.size();
  if (edges > options.most_edges) return std::nullopt;

  for (std::size_t p = 0; p < parts.size(); ++p) {
    part_of_table& part = parts[p];
    const std::size_t before = table.rows.size();
    if (p == 0 && nodes == nullptr) {
      all = std::move(part.ends);
      table.rows = std::move(part.rows);
      table.numbers = std::move(part.numbers);
      continue;
    }
    const auto numbers = renumbered(part.ends, all, nodes == nullptr);
    if (!numbers) return std::nullopt;
    table.rows.reserve(edges);
    for (const endpoints& e : part.rows) table.rows.push_back({(*numbers)[e.source], (*numbers)[e.target]});
    if (p == 0) {
      table.numbers = std::move(part.numbers);
    } else {
      for (std::size_t i = 0; i < table.numbers.size(); ++i) {
        const number_column& column = part.numbers[i];
        table.numbers[i].values.insert(table.numbers[i].values.end(), column.values.begin(), column.values.end());
        for (const std::size_t row : column.missing) table.numbers[i].missing.push_back(before + row);
      }
    }
    part = {};
  }
  if (all.size() > options.most_vertices) return std::nullopt;
  if (nodes != nullptr) {
    table.ids = nodes->ids;
    table.names = nodes->names;
    return table;
  }
  table.ids.resize(all.size());
  table.names.resize(all.size());
  parallel_for(pool, all.size(), std::size_t{1} << 14, [&](index_range some) {
    for (std::size_t v = some.first; v < some.last; ++v) {
      table.ids[v] = all.text(static_cast<std::uint32_t>(v));
      table.names[v] = table.ids[v];
    }
  });
  return table;
}

}  // namespace

std::optional<edge_table> read_plain_edges(const std::string& path, const node_table* nodes, const edge_table_options& options,
                                           const plain_reading& how) {
  if (options.match != end_match::id) return std::nullopt;
  const open_file file(path);
  const auto size = file.size();
  if (!size || *size == 0 || *size > options.file_bytes) return std::nullopt;
  const auto header = read_plain_header(file, path, *size, options, how.block_bytes);
  if (!header) return std::nullopt;

  // Threads are worth their start from about here.
  const std::size_t least_part = 4 * how.block_bytes;
  thread_pool pool({.threads = *size < 2 * least_part ? 1 : options.run.threads, .stop = options.run.stop});
  const auto cuts =
      cut(file, header->rows_begin, *size, std::min<std::size_t>(pool.threads(), *size / least_part + 1), how.block_bytes);
  if (!cuts) return std::nullopt;
  std::vector<part_of_table> parts(cuts->size() - 1);
  std::atomic<bool> plain{true};
  pool.for_each_chunk(parts.size(), [&](std::size_t p) {
    const std::size_t first = (*cuts)[p];
    const std::size_t last = (*cuts)[p + 1];
    part_reader reader(
        {&file, &header->columns, &options, &pool, how.block_bytes, *size, first, last, p == 0 ? *size - first : last - first},
        parts[p]);
    if (!reader.read()) plain = false;
  });
  if (!plain) return std::nullopt;

  auto table = joined(parts, nodes, options, pool);
  if (!table) return std::nullopt;
  const column_mapping& columns = header->columns;
  table->file = path;
  table->directed = columns.directed;
  table->source_column = columns.names[columns.source];
  table->target_column = columns.names[columns.target];
  if (columns.strength) table->strength_column = columns.names[*columns.strength];
  return table;
}

}  // namespace coopgraph::detail
