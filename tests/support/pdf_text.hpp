// For tests of PDFs: the text of each page, as poppler's pdftotext finds it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/program_output.hpp"

namespace bailiwick::testing {

class PdfText {
 public:
  explicit PdfText(std::string_view pdf) {
    const platform::files::testing::ScratchFolder folder;
    const std::string file = folder.write("paper.pdf", pdf).string();
    const auto text = program_output({"pdftotext", "-layout", file, "-"});
    if (!text) {
      why_not_ = "pdftotext (poppler-utils) is not there, or cannot read the file";
      return;
    }
    std::string page;
    for (const char c : *text) {
      if (c != '\f') {
        page += c;
        continue;
      }
      pages_.push_back(std::move(page));
      page.clear();
    }
    info_ = program_output({"pdfinfo", file}).value_or("");
    tags_ = program_output({"pdfinfo", "-struct-text", file}).value_or("");
  }

  // Why there is no text; a test is skipped then.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }
  [[nodiscard]] const std::vector<std::string>& pages() const { return pages_; }
  [[nodiscard]] const std::string& info() const { return info_; }
  [[nodiscard]] bool has(std::size_t page, std::string_view text) const {
    return page < pages_.size() && pages_[page].find(text) != std::string::npos;
  }
  // The tags with their text, as pdfinfo tells them.
  [[nodiscard]] const std::string& tags() const { return tags_; }
  // On any page.
  [[nodiscard]] bool has(std::string_view text) const {
    for (std::size_t page = 0; page < pages_.size(); ++page)
      if (has(page, text)) return true;
    return false;
  }

 private:
  std::string why_not_;
  std::vector<std::string> pages_;
  std::string info_;
  std::string tags_;
};

}  // namespace bailiwick::testing
