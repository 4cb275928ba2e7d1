// SPDX-License-Identifier: BSL-1.0
#include "report/model_words.hpp"

#include <array>
#include <cstddef>

namespace coopgraph::detail {
namespace {

// In the order of the enumerators.
constexpr std::array<phrase, 5> statuses{{{"proposed", "đề xuất"},
                                          {"invited", "mời tham gia"},
                                          {"signed", "đã ký"},
                                          {"in force", "có hiệu lực"},
                                          {"ended", "đã kết thúc"}}};
constexpr std::array<phrase, 2> multiplicities{{{"one", "một"}, {"many", "nhiều"}}};
constexpr std::array<phrase, 7> exactnesses{{{"exact", "chính xác"},
                                             {"about", "khoảng"},
                                             {"at least", "ít nhất"},
                                             {"at most", "nhiều nhất"},
                                             {"between", "trong khoảng"},
                                             {"order of magnitude", "bậc độ lớn"},
                                             {"verbal", "bằng lời"}}};
constexpr std::array<phrase, 5> bases{{{"stated", "đã nêu"},
                                       {"potential", "tiềm năng"},
                                       {"planned", "kế hoạch"},
                                       {"estimated", "ước tính"},
                                       {"modelled", "theo mô hình"}}};
constexpr std::array<phrase, 4> tie_bases{
    {{"stated", "đã nêu"}, {"bounded", "có giới hạn"}, {"estimated", "ước tính"}, {"modelled", "theo mô hình"}}};
constexpr std::array<phrase, 6> states{{{"none", "không có"},
                                        {"unknown", "chưa biết"},
                                        {"ended", "đã kết thúc"},
                                        {"proposed", "đề xuất"},
                                        {"invited", "mời tham gia"},
                                        {"signed", "đã ký"}}};
constexpr std::array<phrase, 4> changes{
    {{"signed", "ký kết"}, {"begins", "bắt đầu"}, {"ends", "kết thúc"}, {"takes place", "diễn ra"}}};
constexpr std::array<phrase, 12> reasons{{{"another field", "lĩnh vực khác"},
                                          {"another kind", "loại khác"},
                                          {"another product", "sản phẩm khác"},
                                          {"another status", "tình trạng khác"},
                                          {"no tie into the region", "không có liên kết vào vùng"},
                                          {"not in force at the time", "không có hiệu lực vào thời điểm đó"},
                                          {"undated", "không ghi thời gian"},
                                          {"the party takes no part in the period", "bên này không tham gia trong thời kỳ đó"},
                                          {"the members are not named", "không nêu tên thành viên"},
                                          {"fewer than two actors are named", "nêu tên chưa đủ hai chủ thể"},
                                          {"the amount is not stated in numbers", "lượng không được nêu bằng số"},
                                          {"the amount is a total over several ties", "lượng là tổng của nhiều liên kết"}}};
constexpr std::array<phrase, 4> extents{{{"all", "tất cả"}, {"almost all", "hầu hết"}, {"most", "đa số"}, {"some", "một số"}}};

template <class Enum, std::size_t N>
std::string word_at(const std::array<phrase, N>& list, Enum value, const words& say) {
  return say(list[static_cast<std::size_t>(value)]);
}

}  // namespace

std::string word_of(agreement_status value, const words& say) { return word_at(statuses, value, say); }
std::string word_of(multiplicity value, const words& say) { return word_at(multiplicities, value, say); }
std::string word_of(number_exactness value, const words& say) { return word_at(exactnesses, value, say); }
std::string word_of(quantity_basis value, const words& say) { return word_at(bases, value, say); }
std::string word_of(tie_basis value, const words& say) { return word_at(tie_bases, value, say); }
std::string word_of(tie_state value, const words& say) { return word_at(states, value, say); }
std::string word_of(change_kind value, const words& say) { return word_at(changes, value, say); }
std::string word_of(left_out_reason value, const words& say) { return word_at(reasons, value, say); }

std::string word_of(const party_extent& value, const words& say) {
  return value.how == party_extent::kind::number ? say.number(value.count) : word_at(extents, value.how, say);
}

}  // namespace coopgraph::detail
