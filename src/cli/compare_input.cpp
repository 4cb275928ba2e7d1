// SPDX-License-Identifier: BSL-1.0
#include "cli/compare_input.hpp"

#include "cli/output.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace coopgraph::cli {
namespace {

/// Collected until the end of both files, up to a limit.
class problem_list {
 public:
  explicit problem_list(std::size_t most) : most_(most) {}

  void add(diagnostic d) {
    if (found_.size() < most_)
      found_.push_back(std::move(d));
    else
      ++more_;
  }
  void refuse_any(const std::string& file) {
    if (more_ > 0)
      found_.push_back({{file, 0, 0}, {}, "too-many", std::to_string(more_) + " more problems; only the first are named"});
    if (!found_.empty()) throw data_error(std::move(found_));
  }

 private:
  std::size_t most_;
  std::size_t more_ = 0;
  std::vector<diagnostic> found_;
};

std::string in_quotes(const std::string& text) {
  std::string text_in_quotes = "'";
  return text_in_quotes.append(printable(text)).append("'");
}

/// A file as it stands there.
struct group_file {
  struct row {
    std::string id;
    std::string group;
    double degree = 1.0;
    std::size_t line = 0;
  };
  std::string path;
  bool is_cover = false;
  std::vector<row> rows;
  std::size_t id_column = 0;
  std::string sha256;
};

struct group_columns {
  std::vector<std::string> wanted;
  bool is_cover = false;
};

/// id and label, else id, region and, if there is one, degree.
group_columns columns_of(const std::string& path, const input_options& how) {
  input_options as_table = how;
  as_table.path = path;
  const edge_table_options options = as_table.for_edge_table();
  csv_limits limits = options.csv;
  limits.problems = static_cast<std::size_t>(-1);  // they are told when the table is read
  csv_reader reader = csv_reader::open(path, {.delimiter = options.delimiter, .limits = limits});
  if (!reader.next()) return {{"id", "label"}, false};  // so is that
  const auto& fields = reader.row().fields;
  const auto has = [&](std::string_view name) { return std::find(fields.begin(), fields.end(), name) != fields.end(); };
  if (has("label")) return {{"id", "label"}, false};
  if (has("region") && has("degree")) return {{"id", "region", "degree"}, true};
  if (has("region")) return {{"id", "region"}, true};
  std::string columns;
  for (const std::string_view name : fields) columns.append(columns.empty() ? "" : ", ").append(printable(name, 60));
  throw data_error({{{path, reader.row().line, 0},
                     {},
                     "missing-column",
                     "there is no column 'label' (one cluster for each id) and no column 'region' (clusters that may overlap); "
                     "the columns are " +
                         printable(columns, 400)}});
}

group_file read_groups(const std::string& path, const input_options& how, problem_list& problems) {
  const group_columns columns = columns_of(path, how);
  text_table table = read_text_table(path, columns.wanted, how);
  input_options as_table = how;
  as_table.path = path;
  const number_format numbers = as_table.for_edge_table().numbers;
  group_file file{path, columns.is_cover, {}, table.columns[0], to_hex(sha256(table.bytes))};
  std::map<std::pair<std::string, std::string>, std::size_t> line_of;  // of an id, and in a cover its region
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<std::string>& cells = table.rows[r];
    const auto refuse = [&](std::size_t column, const char* code, std::string message) {
      problems.add({{path, table.lines[r], table.columns[column]}, {}, code, std::move(message)});
    };
    if (cells[0].empty()) {
      refuse(0, "missing-id", "the id is empty; needed: an id");
      continue;
    }
    if (cells[1].empty() && !file.is_cover) {
      refuse(1, "missing-label", in_quotes(cells[0]) + " has no label; needed: a label for each id");
      continue;
    }
    const auto [before, is_new] = line_of.emplace(std::pair(cells[0], file.is_cover ? cells[1] : ""), table.lines[r]);
    if (!is_new) {
      refuse(0, "duplicate-id",
             in_quotes(cells[0]) + " stands on line " + std::to_string(before->second) + " already; allowed: " +
                 (file.is_cover ? "one row for each id and region"
                                : "one row for each id, or clusters that overlap in a column called region"));
      continue;
    }
    double degree = 1.0;
    if (cells.size() > 2 && !cells[2].empty()) {
      const parsed_decimal parsed = parse_decimal(cells[2], numbers);
      degree = parsed.problem == number_problem::none ? to_double(parsed.value) : 0.0;
      if (!(degree > 0.0 && degree <= 1.0)) {
        refuse(2, "bad-value", "the degree is '" + printable(cells[2]) + "'; allowed: numbers above 0, at most 1");
        continue;
      }
    }
    file.rows.push_back({std::move(cells[0]), std::move(cells[1]), degree, table.lines[r]});
  }
  return file;
}

// ---- the ids of both ----

using vertex_index = std::unordered_map<std::string, vertex_id>;

void add_ids(const group_file& file, std::vector<std::string>& ids, vertex_index& vertex) {
  for (const auto& row : file.rows)
    if (vertex.emplace(row.id, static_cast<vertex_id>(ids.size())).second) ids.push_back(row.id);
}

/// Names the ids of `file` that `other` does not have.
void refuse_unknown(const group_file& file, const vertex_index& other, const std::string& other_path, problem_list& problems) {
  std::set<std::string_view> named;
  for (const auto& row : file.rows)
    if (!other.contains(row.id) && named.insert(row.id).second)
      problems.add({{file.path, row.line, file.id_column},
                    {},
                    "unknown-id",
                    in_quotes(row.id) + " is not in " + printable(other_path, 300) + "; allowed: ids that both have"});
}

compare_side side_of(const group_file& file, const vertex_index& vertex, double least_degree) {
  compare_side side;
  side.is_cover = file.is_cover;
  side.clusters.vertices = vertex.size();
  std::unordered_map<std::string, std::size_t> cluster;
  for (const auto& row : file.rows) {
    if (row.group.empty()) continue;  // in no region
    const auto [at, is_new] = cluster.emplace(row.group, side.keys.size());
    if (is_new) {
      side.keys.push_back(row.group);
      side.clusters.clusters.emplace_back();
    }
    if (row.degree >= least_degree) side.clusters.clusters[at->second].push_back({vertex.at(row.id), row.degree});
  }
  for (auto& members : side.clusters.clusters)
    std::sort(members.begin(), members.end(), [](const cover_member& x, const cover_member& y) { return x.vertex < y.vertex; });
  side.names = side.keys;
  return side;
}

/// The ids that are compared: those of a partition; of two covers the ids of either.
compare_input of_files(const group_file& a, const group_file& b, double least_degree, problem_list& problems) {
  compare_input input;
  vertex_index of_a;
  vertex_index of_b;
  std::vector<std::string> b_ids;
  add_ids(a, input.ids, of_a);
  add_ids(b, b_ids, of_b);
  if (!a.is_cover) refuse_unknown(b, of_a, a.path, problems);
  if (!b.is_cover) refuse_unknown(a, of_b, b.path, problems);
  problems.refuse_any(a.path);
  if (a.is_cover) add_ids(b, input.ids, of_a);
  input.a = side_of(a, of_a, least_degree);
  input.b = side_of(b, of_a, least_degree);
  return input;
}

// ---- the regions of a dataset ----

std::vector<region_id> regions_of(const network& from, const std::string& list) {
  std::vector<region_id> chosen;
  if (list.empty()) {
    for (std::size_t r = 0; r < from.regions().size(); ++r) chosen.emplace_back(static_cast<std::uint32_t>(r));
    return chosen;
  }
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const region_id which = from.region_with(list.substr(at, end - at));
    if (std::find(chosen.begin(), chosen.end(), which) != chosen.end())
      throw usage_error("--regions names " + printable(from[which].key) + " twice; allowed: each region once");
    chosen.push_back(which);
    at = end + 1;
  }
  return chosen;
}

/// Their members among the ids of A; what else they hold is left out. Of all regions those without a member there are left out.
compare_input of_dataset(const group_file& a, const network& from, const compare_sources& sources, problem_list& problems) {
  compare_input input;
  vertex_index vertex;
  add_ids(a, input.ids, vertex);
  std::set<std::string_view> named;
  for (const auto& row : a.rows)
    if (!from.find_actor(row.id) && named.insert(row.id).second)
      problems.add({{a.path, row.line, a.id_column},
                    {},
                    "unknown-id",
                    in_quotes(row.id) + " is no actor of " + printable(sources.b, 300) + "; allowed: the ids of its actors"});
  problems.refuse_any(a.path);
  input.a = side_of(a, vertex, sources.least_degree);
  input.b.is_cover = true;
  input.b.clusters.vertices = vertex.size();
  const auto at = date_of("--on", sources.on);
  std::vector<actor_id> beyond;
  for (const region_id which : regions_of(from, sources.regions)) {
    std::vector<cover_member> members;
    for (const actor_id member : from.members(which, at ? through(at, at) : period{})) {
      const auto found = vertex.find(from[member].key);
      if (found == vertex.end())
        beyond.push_back(member);
      else
        members.push_back({found->second, 1.0});
    }
    if (members.empty() && sources.regions.empty()) continue;
    std::sort(members.begin(), members.end(), [](const cover_member& x, const cover_member& y) { return x.vertex < y.vertex; });
    input.b.clusters.clusters.push_back(std::move(members));
    input.b.keys.push_back(from[which].key);
    input.b.names.push_back(from[which].name);
  }
  std::sort(beyond.begin(), beyond.end());
  beyond.erase(std::unique(beyond.begin(), beyond.end()), beyond.end());
  for (const actor_id member : beyond) input.left_out.push_back(from[member].key);
  return input;
}

// ---- both ----

void find_whole(compare_side& side) {
  std::vector<std::uint32_t> label(side.clusters.vertices, no_cluster);
  std::size_t several = 0;
  std::vector<bool> counted(label.size(), false);
  for (std::size_t c = 0; c < side.clusters.clusters.size(); ++c)
    for (const cover_member& m : side.clusters.clusters[c]) {
      if (label[m.vertex] != no_cluster && !counted[m.vertex]) {
        ++several;
        counted[m.vertex] = true;
      }
      label[m.vertex] = static_cast<std::uint32_t>(c);
    }
  const auto none = static_cast<std::size_t>(std::count(label.begin(), label.end(), no_cluster));
  if (several == 0 && none == 0) {
    side.whole = make_partition(label);
    return;
  }
  std::string& why = side.why_not_whole;
  if (several > 0) why = count_of(several, "id is in several regions", "ids are in several regions");
  if (none > 0) why += (why.empty() ? "" : ", ") + count_of(none, "id is in no region", "ids are in no region");
}

std::string line_for(const std::string& sha256, const std::string& path) {
  return sha256 + "  " + std::filesystem::path(path).filename().string() + '\n';
}

}  // namespace

compare_input read_sides(const compare_sources& from, const context& where) {
  std::error_code unreadable;
  const bool is_dataset = std::filesystem::is_directory(from.b, unreadable);
  refuse_given({{"--regions", !is_dataset && !from.regions.empty()}, {"--on", !is_dataset && !from.on.empty()}}, from.b,
               "datasets", "a file");
  (void)date_of("--on", from.on);
  problem_list problems(from.tables.for_dataset().csv.problems);
  const group_file a = read_groups(from.a, from.tables, problems);
  check(where.stop);
  compare_input input;
  std::string lines = line_for(a.sha256, from.a);
  if (is_dataset) {
    const dataset_files files = load_dataset(from.b, from.tables.for_dataset());
    check(where.stop);
    const network regions = read_dataset(files, from.tables.for_dataset());
    input = of_dataset(a, regions, from, problems);
    lines += fingerprint_dataset(files).sha256 + "  dataset\n";
  } else {
    const group_file b = read_groups(from.b, from.tables, problems);
    check(where.stop);
    input = of_files(a, b, from.least_degree, problems);
    lines += line_for(b.sha256, from.b);
  }
  find_whole(input.a);
  find_whole(input.b);
  input.fingerprint = to_hex(sha256(lines));
  return input;
}

}  // namespace coopgraph::cli
