// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/dataset.hpp>

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::kit {

/// A dataset in memory; diagnostics name its files without a folder.
[[nodiscard]] dataset_files files_of(std::initializer_list<std::pair<const char*, std::string>> files);

/// The smallest dataset with an agreement: actors a and b (of a population), agreement g.
[[nodiscard]] dataset_files small_dataset();

/// The files with one of them put in or replaced.
[[nodiscard]] dataset_files with(dataset_files files, const std::string& name, const std::string& bytes);
[[nodiscard]] dataset_files without(dataset_files files, const std::string& name);
[[nodiscard]] const std::string& bytes_of(const dataset_files& files, const std::string& name);

/// The small dataset with this datapackage.json.
[[nodiscard]] dataset_files described(const std::string& json);
/// A description with these resources, the parties and agreements added; they begin its line 2.
[[nodiscard]] std::string resources(const std::string& actors);

/// What a written description says of the keys of a table, at most one of each kind.
struct table_keys {
  std::string primary = {};
  std::string foreign = {};
  std::string refers_to = {};  ///< the table of `foreign`; the same one if empty
};
/// A table as a written datapackage.json describes it, with its columns and their types.
[[nodiscard]] std::string resource_text(const std::string& table, const std::vector<std::pair<std::string, std::string>>& columns,
                                        const table_keys& keys);

/// What read_dataset() says of them; none if they are read.
[[nodiscard]] std::vector<diagnostic> problems_of(const dataset_files& files, const dataset_options& options = {});

/// Whether the dataset has exactly one problem: at this place, with this code, and these words in its message.
[[nodiscard]] ::testing::AssertionResult has_problem(const dataset_files& files, const place& where, const std::string& code,
                                                     const std::string& words, const dataset_options& options = {});

/// All that a network holds but where it was stated, member by member, as text: equal texts are equal networks.
[[nodiscard]] std::string all_of(const network& n);

}  // namespace coopgraph::kit
