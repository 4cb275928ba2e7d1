// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"

#include <coopgraph/model/inventory.hpp>
#include <coopgraph/model/vocabulary.hpp>
#include <coopgraph/view/ties.hpp>

#include <string>

namespace coopgraph::detail {

// The words of the model in the language of a report; in English those of to_text(), which are the words of the tables as well.
[[nodiscard]] std::string word_of(agreement_status value, const words& say);
[[nodiscard]] std::string word_of(multiplicity value, const words& say);
[[nodiscard]] std::string word_of(number_exactness value, const words& say);
[[nodiscard]] std::string word_of(quantity_basis value, const words& say);
[[nodiscard]] std::string word_of(tie_basis value, const words& say);
[[nodiscard]] std::string word_of(tie_state value, const words& say);
[[nodiscard]] std::string word_of(change_kind value, const words& say);
[[nodiscard]] std::string word_of(left_out_reason value, const words& say);
[[nodiscard]] std::string word_of(const party_extent& value, const words& say);

}  // namespace coopgraph::detail
