#include "platform/files/pdf_access.hpp"

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/text.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr std::size_t kEntryBytes = 20;  // of a table of cross-references
constexpr std::string_view kStart = "startxref\n";

std::optional<std::size_t> count_at(std::string_view text, std::size_t at) {
  std::size_t value = 0;
  if (at >= text.size()) return std::nullopt;
  const auto read = std::from_chars(text.data() + at, text.data() + text.size(), value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

// The number behind a key: 39 of "/Root 39 0 R".
std::optional<std::size_t> count_of(std::string_view text, std::string_view key) {
  const std::size_t found = text.find(key);
  return found == std::string_view::npos ? std::nullopt : count_at(text, found + key.size());
}

// Where its objects are, and what its trailer says.
struct PdfLayout {
  std::vector<std::size_t> offsets;  // by object; 0: none
  std::size_t start = 0;             // of the table of cross-references
  std::size_t root = 0;
  std::string trailer;  // its entries
};

std::optional<PdfLayout> layout_of(std::string_view pdf) {
  PdfLayout layout;
  const std::size_t last = pdf.rfind(kStart);
  if (last == std::string_view::npos) return std::nullopt;
  const auto start = count_at(pdf, last + kStart.size());
  if (!start || *start >= pdf.size() || !pdf.substr(*start).starts_with("xref\n0 "))
    return std::nullopt;
  layout.start = *start;
  const auto count = count_at(pdf, *start + 7);
  const std::size_t first = pdf.find('\n', *start + 7) + 1;
  const std::size_t open = pdf.find("trailer\n<<", first);
  const std::size_t close = pdf.find(">>", open);
  if (!count || *count > pdf.size() || open == std::string_view::npos ||
      close == std::string_view::npos || open != first + *count * kEntryBytes)
    return std::nullopt;
  for (std::size_t i = 0; i < *count; ++i) {
    const std::size_t entry = first + i * kEntryBytes;
    const bool is_used = pdf[entry + 17] == 'n';
    layout.offsets.push_back(is_used ? count_at(pdf, entry).value_or(0) : 0);
    if (layout.offsets.back() >= pdf.size()) return std::nullopt;
  }
  layout.trailer = pdf.substr(open + 10, close - open - 10);
  const auto root = count_of(layout.trailer, "/Root ");
  if (!root || *root >= layout.offsets.size()) return std::nullopt;
  layout.root = *root;
  return layout;
}

// "/Type /Catalog ..." of "39 0 obj\n<< /Type /Catalog ... >>\nendobj": of objects that are a dictionary.
std::optional<std::string_view> entries_of(std::string_view pdf, const PdfLayout& layout,
                                           std::size_t object) {
  const std::string head = fmt::format("{} 0 obj\n<<", object);
  if (layout.offsets[object] == 0) return std::nullopt;
  const std::string_view from = pdf.substr(layout.offsets[object]);
  const std::size_t end = from.find("\n>>\nendobj");
  if (!from.starts_with(head) || end == std::string_view::npos || end < head.size())
    return std::nullopt;
  return from.substr(head.size(), end - head.size());
}

using ChangedObjects = std::map<std::size_t, std::string>;  // entries by object

ChangedObjects elements_changed(std::string_view pdf, const PdfLayout& layout,
                                const std::vector<std::string>& figures) {
  ChangedObjects changed;
  std::size_t figure = 0;
  for (std::size_t object = 1; object < layout.offsets.size(); ++object) {
    const auto entries = entries_of(pdf, layout, object);
    if (!entries || !entries->starts_with(" /Type /StructElem")) continue;
    const bool is_figure = entries->find("/S /Figure\n") != std::string_view::npos;
    if (is_figure && figure < figures.size())
      changed[object] = fmt::format("{}\n   /Alt {}", *entries, pdf_string(figures[figure++]));
    else if (entries->find("/S /TH\n") != std::string_view::npos)
      changed[object] = fmt::format("{}\n   /A << /O /Table /Scope /Column >>", *entries);
  }
  return changed;
}

void append_update(std::string& pdf, const PdfLayout& layout, const ChangedObjects& changed) {
  std::string table = "xref\n";
  for (const auto& [object, entries] : changed) {
    table += fmt::format("{} 1\n{:010} 00000 n \n", object, pdf.size());
    pdf += fmt::format("{} 0 obj\n<<{}\n>>\nendobj\n", object, entries);
  }
  const std::size_t start = pdf.size();
  pdf += table;
  pdf += fmt::format("trailer\n<<{}   /Prev {}\n>>\n{}{}\n%%EOF\n", layout.trailer, layout.start,
                     kStart, start);
}

}  // namespace

std::string pdf_string(std::string_view utf8) {
  std::string text = "<FEFF";
  if (!is_utf8(utf8)) return text + "FFFD>";
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(utf8[at]); };
    const std::uint8_t lead = byte(i);
    const std::size_t more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    std::uint32_t point = more == 0 ? lead : lead & (0x3FU >> more);
    for (std::size_t k = 1; k <= more; ++k) point = point << 6 | (byte(i + k) & 0x3FU);
    i += more + 1;
    if (point < 0x10000) {
      text += fmt::format("{:04X}", point);
    } else {
      text += fmt::format("{:04X}{:04X}", 0xD800 + ((point - 0x10000) >> 10),
                          0xDC00 + ((point - 0x10000) & 0x3FF));
    }
  }
  return text + ">";
}

std::string with_access(std::string pdf, const PdfAccess& access) {
  const auto layout = layout_of(pdf);
  if (!layout) return pdf;
  const auto catalogue = entries_of(pdf, *layout, layout->root);
  if (!catalogue) return pdf;
  ChangedObjects changed = elements_changed(pdf, *layout, access.figures);
  changed[layout->root] =
      fmt::format("{}\n   /ViewerPreferences << /DisplayDocTitle true >>", *catalogue);
  if (!access.language.empty())
    changed[layout->root] += "\n   /Lang " + pdf_string(access.language);
  append_update(pdf, *layout, changed);
  return pdf;
}

}  // namespace bailiwick::platform::files
