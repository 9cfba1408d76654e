#include "platform/files/file_kind.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr std::string_view kSaveSheet =
    "Open it and save the sheet as CSV (in Excel: \"CSV UTF-8\").";
constexpr std::string_view kTakeTable =
    "Take the table from where it was made, and save that as CSV.";
constexpr FileKind kKinds[] = {
    // A ZIP archive, as a workbook is one, and the container of older workbooks.
    {"PK\x03\x04", "a workbook or an archive", kSaveSheet},
    {"\xD0\xCF\x11\xE0", "a workbook or an archive", kSaveSheet},
    {"%PDF-", "a PDF document", kTakeTable},
    {"\x89PNG", "a picture", kTakeTable},
    {"\xFF\xD8\xFF", "a picture", kTakeTable},
    {"GIF8", "a picture", kTakeTable},
    {"SQLite format 3", "a database (GeoPackage)", kTakeTable},
    {"\x1F\x8B", "compressed (gzip)", "Unpack it first."},
    // Programs save tables so, some of them under a workbook's name.
    {"<!doctype html", "a web page (HTML)", kSaveSheet},
    {"<html", "a web page (HTML)", kSaveSheet}};

}  // namespace

const FileKind* other_kind(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  const auto found = std::ranges::find_if(kKinds, [&](const FileKind& kind) {
    return is_same_ascii(bytes.substr(0, kind.mark.size()), kind.mark);
  });
  return found == std::end(kKinds) ? nullptr : found;
}

}  // namespace bailiwick::platform::files
