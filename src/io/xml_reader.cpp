// SPDX-License-Identifier: BSL-1.0
#include "io/xml_reader.hpp"

#include <coopgraph/core/error.hpp>

#include <expat.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <limits>
#include <new>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

/// What the parser holds, in bytes. It gives no pointer to who allocates, so that the account is that of the thread.
struct account {
  std::size_t used = 0;
  std::size_t most = 0;
  bool over = false;
};
thread_local account* current = nullptr;

/// The size of a piece stands in front of it.
constexpr std::size_t front = alignof(std::max_align_t);

void* resize(void* old, std::size_t size) {
  char* const piece = old == nullptr ? nullptr : static_cast<char*>(old) - front;
  const std::size_t before = piece == nullptr ? 0 : *reinterpret_cast<std::size_t*>(piece);
  if (size > current->most || current->used - before > current->most - size) {
    current->over = true;
    return nullptr;
  }
  void* const made = std::realloc(piece, size + front);
  if (made == nullptr) return nullptr;
  current->used = current->used - before + size;
  *static_cast<std::size_t*>(made) = size;
  return static_cast<char*>(made) + front;
}

void* take(std::size_t size) { return resize(nullptr, size); }

void give_back(void* piece) {
  if (piece == nullptr) return;
  char* const begin = static_cast<char*>(piece) - front;
  current->used -= *reinterpret_cast<std::size_t*>(begin);
  std::free(begin);
}

/// The account of the thread, for a time.
class accounting {
 public:
  explicit accounting(account& mine) : before_(std::exchange(current, &mine)) {}
  accounting(const accounting&) = delete;
  accounting& operator=(const accounting&) = delete;
  ~accounting() { current = before_; }

 private:
  account* before_;
};

constexpr XML_Memory_Handling_Suite suite{take, resize, give_back};

constexpr std::size_t times(std::size_t a, std::size_t b) {
  return a > std::numeric_limits<std::size_t>::max() / b ? std::numeric_limits<std::size_t>::max() : a * b;
}

bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// What expat says of a text that is no XML, in our words.
std::string syntax_message(XML_Error error) {
  switch (error) {
    case XML_ERROR_TAG_MISMATCH:
      return "this end tag closes no element that is open here; allowed: that of the element opened last";
    case XML_ERROR_DUPLICATE_ATTRIBUTE:
      return "an attribute stands twice in this tag; allowed: once";
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
      return "something stands behind the end of the root element; allowed: nothing but comments";
    case XML_ERROR_MISPLACED_XML_PI:
      return "the XML declaration <?xml … ?> does not stand at the very beginning of the file; delete what is before it";
    case XML_ERROR_UNDEFINED_ENTITY:
      return "an entity that XML does not know; allowed: &amp; &lt; &gt; &quot; &apos; and characters by number (&#233;)";
    case XML_ERROR_BAD_CHAR_REF:
      return "a character by number that XML does not allow";
    case XML_ERROR_INVALID_TOKEN:
      return "this is no XML: an invalid character or token (in texts, < is written &lt; and & is written &amp;)";
    default:
      return std::string("this is no XML: ") + XML_ErrorString(error);
  }
}

}  // namespace

struct xml_reader::parser {
  parser(text_window& window, std::string name, const graph_file_options& o, problem_list& list)
      : text(window),
        file(std::move(name)),
        options(o),
        problems(list),
        most_token(std::max(times(o.limits.text_bytes, 16), least)) {
    memory.most = std::max(times(most_token, 32), most_token);
  }
  ~parser() {
    const accounting mine(memory);
    if (expat != nullptr) XML_ParserFree(expat);
  }

  void open(xml_handler& told);
  void feed_all();
  void feed(const char* data, std::size_t size, bool last);
  void finish();
  [[noreturn]] void fail(XML_Error error);
  [[noreturn]] void end_early() const;

  /// Calls what may throw inside a callback of expat, through which no exception may pass.
  template <class Call>
  void guarded(Call call) noexcept {
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(expat, XML_FALSE);
    }
  }

  void start(const char* element, const char** pairs);
  void end();
  void characters(const char* data, std::size_t size);
  void declared(const char* encoding) const;
  [[noreturn]] void document_type(std::string_view root) const;

  [[nodiscard]] std::size_t line() const { return with_text ? text_line : XML_GetCurrentLineNumber(expat); }
  [[nodiscard]] std::size_t column() const { return with_text ? text_column : XML_GetCurrentColumnNumber(expat) + 1; }

  static constexpr std::size_t least = std::size_t{64} << 10;

  text_window& text;
  std::string file;
  const graph_file_options& options;
  problem_list& problems;
  std::size_t most_token;
  account memory;
  XML_Parser expat = nullptr;
  xml_handler* handler = nullptr;
  std::exception_ptr thrown;
  std::vector<std::string> path;  ///< of open elements; names of closed ones stay behind `depth` for their memory
  std::size_t depth = 0;
  std::size_t wanted = 0;  ///< depth of the element whose text is wanted; 0: none
  std::string wanted_text;
  std::size_t text_line = 0;  ///< where its element begins
  std::size_t text_column = 0;
  bool with_text = false;     ///< it is told now
  std::uint64_t fed = 0;      ///< bytes
  std::size_t pending = 0;    ///< of which the last ones are not parsed yet
  std::size_t lines = 1;      ///< of what was fed
  std::size_t last_line = 0;  ///< bytes of its last line
};

void xml_reader::parser::open(xml_handler& told) {
  handler = &told;
  expat = XML_ParserCreate_MM("UTF-8", &suite, nullptr);
  if (expat == nullptr) throw std::bad_alloc();
  XML_SetUserData(expat, this);
  XML_SetElementHandler(
      expat,
      [](void* data, const char* name, const char** pairs) {
        parser& p = *static_cast<parser*>(data);
        p.guarded([&] { p.start(name, pairs); });
      },
      [](void* data, const char*) {
        parser& p = *static_cast<parser*>(data);
        p.guarded([&] { p.end(); });
      });
  XML_SetCharacterDataHandler(expat, [](void* data, const char* bytes, int size) {
    parser& p = *static_cast<parser*>(data);
    if (p.wanted == p.depth && p.wanted != 0) p.guarded([&] { p.characters(bytes, static_cast<std::size_t>(size)); });
  });
  XML_SetXmlDeclHandler(expat, [](void* data, const char*, const char* encoding, int) {
    parser& p = *static_cast<parser*>(data);
    p.guarded([&] { p.declared(encoding); });
  });
  XML_SetStartDoctypeDeclHandler(expat, [](void* data, const char* root, const char*, const char*, int) {
    parser& p = *static_cast<parser*>(data);
    p.guarded([&] { p.document_type(root); });
  });
}

void xml_reader::parser::start(const char* element, const char** pairs) {
  const graph_limits& limits = options.limits;
  if (depth >= limits.depth) over_limit(file, line(), "elements are nested to a greater depth", limits.depth, "depth");
  if (path.size() == depth) path.emplace_back();
  path[depth].assign(element);
  ++depth;
  std::size_t count = 0;
  for (const char** at = pairs; *at != nullptr; at += 2) {
    if (++count > limits.per_element)
      over_limit(file, line(), "an element has more attributes", limits.per_element, "per-element");
    if (std::string_view(at[1]).size() > limits.text_bytes)
      over_limit(file, line(), "the value of an attribute is longer", limits.text_bytes, "text-bytes");
  }
  handler->start(element, xml_attributes(pairs));
}

void xml_reader::parser::end() {
  const bool own = wanted == depth;
  if (own) wanted = 0;
  with_text = own;
  handler->end(own ? std::string_view(wanted_text) : std::string_view());
  with_text = false;
  --depth;
}

void xml_reader::parser::characters(const char* data, std::size_t size) {
  if (size > options.limits.text_bytes - std::min(wanted_text.size(), options.limits.text_bytes))
    over_limit(file, line(), "the text of an element is longer", options.limits.text_bytes, "text-bytes");
  wanted_text.append(data, size);
}

void xml_reader::parser::declared(const char* encoding) const {
  if (encoding == nullptr || same_word(encoding, "utf-8") || same_word(encoding, "us-ascii")) return;
  problems.stop_at(line(), column(), "encoding",
                   "the file says that its encoding is " + printable(encoding) +
                       "; allowed: UTF-8. Convert it (iconv -t UTF-8) and correct its first line");
}

void xml_reader::parser::document_type(std::string_view root) const {
  if (same_word(root, "html"))
    problems.stop_at(line(), column(), "html", "this is an HTML page and no graph; save the file that the page offers");
  problems.stop_at(
      line(), column(), "dtd",
      "a document type declaration (DTD): <!DOCTYPE " + printable(root) +
          " …>; it is not read, for entities may be harmful. Delete it, and write the text of entities instead of them");
}

void xml_reader::parser::feed_all() {
  for (;;) {
    if (options.run.stop.stop_requested()) throw cancelled();
    // A tag that is not complete is read from its beginning again: never for less than it has already.
    while (text.size() < pending && !text.complete()) text.advance(0);
    const std::string_view block(text.data(), text.size());
    for (std::size_t at = 0; at < block.size();) {
      const std::size_t size = std::min(block.size() - at, std::max(std::size_t{256} << 10, pending));
      feed(block.data() + at, size, false);
      at += size;
    }
    if (text.complete()) return;
    text.advance(block.size());
  }
}

void xml_reader::parser::feed(const char* data, std::size_t size, bool last) {
  constexpr auto widest = static_cast<std::size_t>(std::numeric_limits<int>::max() / 2);
  while (size > widest) {
    feed(data, widest, false);
    data += widest;
    size -= widest;
  }
  const XML_Status status = XML_Parse(expat, data, static_cast<int>(size), last ? 1 : 0);
  if (thrown) std::rethrow_exception(thrown);
  if (status != XML_STATUS_OK) fail(XML_GetErrorCode(expat));
  const std::string_view block(data, size);
  lines += static_cast<std::size_t>(std::count(block.begin(), block.end(), '\n'));
  const std::size_t end = block.rfind('\n');
  last_line = end == block.npos ? last_line + size : size - end - 1;
  fed += size;
  const XML_Index parsed = XML_GetCurrentByteIndex(expat);
  pending = static_cast<std::size_t>(fed - static_cast<std::uint64_t>(std::max<XML_Index>(parsed, 0)));
  if (pending > most_token)
    over_limit(file, line(), "an element's tag with its attributes, or a comment, is longer", most_token, "text-bytes, 16 times");
}

/// The text has ended, or what follows it is not readable.
void xml_reader::parser::finish() {
  const diagnostic& unreadable = text.unreadable();
  if (!unreadable.code.empty()) problems.stop_at(lines, last_line + 1, unreadable.code, unreadable.message);
  if (fed == 0) problems.stop_at(1, 1, "empty-file", "the file is empty: it ends where an XML text would begin");
  feed("", 0, true);
}

void xml_reader::parser::fail(XML_Error error) {
  if (error == XML_ERROR_NO_MEMORY) {
    if (memory.over)
      over_limit(file, line(), "names of elements and attributes take more memory", memory.most, "text-bytes, 512 times");
    throw std::bad_alloc();
  }
  const bool ends = error == XML_ERROR_UNCLOSED_TOKEN || error == XML_ERROR_UNCLOSED_CDATA_SECTION ||
                    error == XML_ERROR_PARTIAL_CHAR || error == XML_ERROR_NO_ELEMENTS;
  if (ends) end_early();
  problems.stop_at(line(), column(), "invalid-xml", syntax_message(error));
}

void xml_reader::parser::end_early() const {
  problems.stop_at(lines, last_line + 1, "unexpected-end",
                   "the file ends too early: " +
                       (depth == 0 ? std::string("there is no complete root element")
                                   : "the element <" + printable(path[depth - 1]) + "> is not closed") +
                       "; is it cut off?");
}

xml_reader::xml_reader(text_window& text, std::string file, const graph_file_options& options, problem_list& problems)
    : parser_(std::make_unique<parser>(text, std::move(file), options, problems)) {}

xml_reader::~xml_reader() = default;

void xml_reader::read(xml_handler& handler) {
  const accounting mine(parser_->memory);
  parser_->open(handler);
  parser_->feed_all();
  parser_->finish();
}

std::size_t xml_reader::line() const { return parser_->line(); }
std::size_t xml_reader::column() const { return parser_->column(); }
std::size_t xml_reader::depth() const noexcept { return parser_->depth; }

void xml_reader::want_text() {
  parser_->wanted = parser_->depth;
  parser_->text_line = parser_->line();
  parser_->text_column = parser_->column();
  parser_->wanted_text.clear();
}

void xml_reader::add(std::string code, std::string message) const {
  parser_->problems.add(line(), column(), std::move(code), std::move(message));
}
void xml_reader::stop(std::string code, std::string message) const {
  parser_->problems.stop_at(line(), column(), std::move(code), std::move(message));
}
void xml_reader::over(const std::string& what, std::size_t limit, std::string_view option) const {
  over_limit(parser_->file, line(), what, limit, option);
}

}  // namespace coopgraph::detail
