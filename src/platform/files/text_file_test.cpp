// Goal: every way in which a file is not a readable text is told by its own rule, and what can be converted is.
#include "platform/files/text_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "platform/files/scratch_folder.hpp"

namespace bailiwick::platform::files {
namespace {

using testing::ScratchFolder;

std::string rule_of(const Result<TextFile>& file) { return file ? "" : file.error().rule; }

TEST(TextFile, plain_text_is_read_as_it_is) {
  const ScratchFolder folder;
  const auto file = read_text(folder.write("a.csv", "id\n1\n"));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->text, "id\n1\n");
  EXPECT_TRUE(file->notes.empty());
}

TEST(TextFile, a_missing_file_a_folder_and_an_empty_file_are_told_apart) {
  const ScratchFolder folder;
  EXPECT_EQ(rule_of(read_text(folder.path() / "none.csv")), "F001");
  EXPECT_EQ(rule_of(read_text(folder.path())), "F002");
  EXPECT_EQ(rule_of(read_text(folder.write("empty", ""))), "F004");
  EXPECT_EQ(rule_of(read_text(folder.write("blank", "\xEF\xBB\xBF \r\n\n"))), "F004");
}

TEST(TextFile, the_byte_order_mark_goes_and_latin_1_is_converted_and_said) {
  EXPECT_EQ(text_from_bytes("a", "\xEF\xBB\xBFid\n")->text, "id\n");
  const auto latin = text_from_bytes("a", "Caf\xE9\n");
  ASSERT_TRUE(latin);
  EXPECT_EQ(latin->text, "Caf\xC3\xA9\n");
  ASSERT_EQ(latin->notes.size(), 1U);
}

TEST(TextFile, utf_16_is_converted_and_said) {
  const auto little = text_from_bytes("a", std::string("\xFF\xFEi\0\xE9\0\n\0", 8));
  ASSERT_TRUE(little) << little.error().message;
  EXPECT_EQ(little->text, "i\xC3\xA9\n");
  ASSERT_EQ(little->notes.size(), 1U);
  EXPECT_NE(little->notes[0].find("UTF-16"), std::string::npos);
  EXPECT_EQ(text_from_bytes("a", std::string("\xFE\xFF\0i\0d", 6))->text, "id");
}

TEST(TextFile, what_else_a_file_may_be_is_said) {
  const auto message_of = [](std::string bytes) {
    const auto file = text_from_bytes("a", std::move(bytes));
    return file ? std::string() : file.error().message;
  };
  EXPECT_NE(message_of("%PDF-1.7 ...").find("PDF"), std::string::npos);
  EXPECT_NE(message_of("\x1F\x8B\x08").find("gzip"), std::string::npos);
  EXPECT_NE(message_of("\n<!DOCTYPE HTML><table>").find("HTML"), std::string::npos);
  EXPECT_EQ(message_of("<b>name</b>,city\nx,y\n"), "");
}

TEST(TextFile, nul_bytes_are_refused) {
  const auto nul = text_from_bytes("a", std::string("id\n1\0\n", 6));
  EXPECT_EQ(rule_of(nul), "F007");
  EXPECT_NE(nul.error().message.find("line 2"), std::string::npos);
  EXPECT_EQ(rule_of(text_from_bytes("a", std::string("\xFF\xFEi\0\0\0", 6))), "F007");
  const auto workbook = text_from_bytes("a.xlsx", std::string("PK\x03\x04\x14\0", 6));
  EXPECT_EQ(rule_of(workbook), "F007");
  EXPECT_NE(workbook.error().message.find("save the sheet as CSV"), std::string::npos);
}

TEST(TextFile, a_line_may_be_as_long_as_the_limit_and_no_longer) {
  const TextLimits limits = {.file_bytes = 1000, .line_bytes = 10};
  EXPECT_TRUE(text_from_bytes("a", "0123456789\n0123456789", limits));
  EXPECT_EQ(rule_of(text_from_bytes("a", "0123456789\n01234567890", limits)), "F006");
  EXPECT_EQ(rule_of(text_from_bytes("a", "01234567890\n", limits)), "F006");
  EXPECT_TRUE(text_from_bytes("a", "0123456789\r0123456789\r", limits));
}

TEST(TextFile, a_file_may_be_as_large_as_the_limit_and_no_larger) {
  const ScratchFolder folder;
  const TextLimits limits = {.file_bytes = 8, .line_bytes = 8};
  EXPECT_TRUE(read_text(folder.write("8", "12\n45\n78"), limits));
  EXPECT_EQ(rule_of(read_text(folder.write("9", "12\n45\n789"), limits)), "F005");
  EXPECT_EQ(rule_of(text_from_bytes("a", "12\n45\n789", limits)), "F005");
}

TEST(TextFile, a_line_of_two_gigabytes_is_refused_without_reading_it) {
  // A sparse file: it takes no room on the disk, and reading it all would take seconds and the memory.
  const ScratchFolder folder;
  const auto path = folder.write("endless.csv", "id,lon,lat");
  std::filesystem::resize_file(path, std::uintmax_t{2} << 30);
  EXPECT_EQ(rule_of(read_text(path)), "F006");
}

}  // namespace
}  // namespace bailiwick::platform::files
