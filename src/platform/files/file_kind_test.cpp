// Goal: what is no table of text is known by its first bytes, and a table is not taken for it.
#include "platform/files/file_kind.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::platform::files {
namespace {

std::string what(std::string_view bytes) {
  const FileKind* kind = other_kind(bytes);
  return kind == nullptr ? std::string() : std::string(kind->what);
}

TEST(FileKind, is_told_by_how_a_file_begins) {
  EXPECT_EQ(what("PK\x03\x04rest"), "a workbook or an archive");
  EXPECT_EQ(what("%PDF-1.7"), "a PDF document");
  EXPECT_EQ(what("GIF89a"), "a picture");
  EXPECT_EQ(what("SQLite format 3"), "a database (GeoPackage)");
  EXPECT_EQ(what("\r\n <!DOCTYPE HTML><table>"), "a web page (HTML)");
}

TEST(FileKind, text_is_none) {
  EXPECT_EQ(what(""), "");
  EXPECT_EQ(what("  \n"), "");
  EXPECT_EQ(what("<b>name</b>,city\n"), "");
  EXPECT_EQ(what("%PDF"), "") << "cut off";
  EXPECT_EQ(what("{\"type\": \"FeatureCollection\"}"), "");
}

}  // namespace
}  // namespace bailiwick::platform::files
