#include "platform/files/xlsx.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <set>
#include <string_view>

#include <fmt/core.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/text.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr double kHeadingHeight = 18.0;

// A file that is only in memory, with a path by which the library opens it.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

  [[nodiscard]] std::string bytes() const {
    std::string all;
    const off_t size = lseek(descriptor_, 0, SEEK_END);
    if (size <= 0) return all;
    all.resize(static_cast<std::size_t>(size));
    std::size_t done = 0;
    while (done < all.size()) {
      const ssize_t read =
          pread(descriptor_, all.data() + done, all.size() - done, static_cast<off_t>(done));
      if (read <= 0) return {};
      done += static_cast<std::size_t>(read);
    }
    return all;
  }

 private:
  int descriptor_ = -1;
};

// The first `most` code points of a text.
std::string cut(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t points = 0; end < text.size(); ++end)
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && ++points > most) break;
  return std::string(text.substr(0, end));
}

// What a spreadsheet takes for the name of a sheet.
std::string sheet_name(std::string_view name) {
  std::string usable = cut(name, kSheetNameMax);
  for (char& c : usable)
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = '-';
  return usable;
}

// At least one, and no two of one name in the eyes of a spreadsheet.
bool are_names_usable(const std::vector<XlsxSheet>& sheets) {
  std::set<std::string> names;
  for (const XlsxSheet& sheet : sheets)
    if (!names.insert(ascii_lower(sheet_name(sheet.name))).second) return false;
  return !names.empty();
}

struct SheetFormats {
  lxw_format* heading = nullptr;
  lxw_format* heading_right = nullptr;
  lxw_format* text = nullptr;
  lxw_format* whole = nullptr;
  lxw_format* number = nullptr;
  lxw_format* percent = nullptr;

  explicit SheetFormats(lxw_workbook* book) {
    heading = workbook_add_format(book);
    heading_right = workbook_add_format(book);
    for (lxw_format* one : {heading, heading_right}) {
      format_set_bold(one);
      format_set_bg_color(one, 0xECEFF3);
      format_set_bottom(one, LXW_BORDER_THIN);
      format_set_align(one, LXW_ALIGN_VERTICAL_CENTER);
    }
    format_set_align(heading_right, LXW_ALIGN_RIGHT);
    text = workbook_add_format(book);
    format_set_num_format(text, "@");
    whole = workbook_add_format(book);
    format_set_num_format(whole, "#,##0");
    number = workbook_add_format(book);
    format_set_num_format(number, "#,##0.00");
    percent = workbook_add_format(book);
    format_set_num_format(percent, "0.0%");
  }
  [[nodiscard]] lxw_format* of(XlsxForm form) const {
    switch (form) {
      case XlsxForm::kText:
        return text;
      case XlsxForm::kWhole:
        return whole;
      case XlsxForm::kNumber:
        return number;
      case XlsxForm::kPercent:
        break;
    }
    return percent;
  }
};

void put_cell(lxw_worksheet* to, lxw_row_t row, lxw_col_t column, const XlsxCell& cell,
              lxw_format* format) {
  if (const auto* text = std::get_if<std::string>(&cell))
    worksheet_write_string(to, row, column, cut(*text, kSheetTextMax).c_str(), format);
  else if (const auto* number = std::get_if<double>(&cell))
    worksheet_write_number(to, row, column, *number, format);
}

void put_sheet(lxw_workbook* book, const XlsxSheet& sheet, const SheetFormats& formats) {
  lxw_worksheet* to = workbook_add_worksheet(book, sheet_name(sheet.name).c_str());
  assert(to != nullptr);  // names are usable
  for (lxw_col_t c = 0; c < sheet.columns.size(); ++c) {
    const XlsxColumn& column = sheet.columns[c];
    worksheet_set_column(to, c, c, column.width, nullptr);
    worksheet_write_string(
        to, 0, c, column.title.c_str(),
        column.form == XlsxForm::kText ? formats.heading : formats.heading_right);
  }
  worksheet_set_row(to, 0, kHeadingHeight, nullptr);
  for (std::size_t r = 0; r < sheet.rows.size(); ++r)
    for (std::size_t c = 0; c < std::min(sheet.rows[r].size(), sheet.columns.size()); ++c)
      put_cell(to, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), sheet.rows[r][c],
               formats.of(sheet.columns[c].form));
  worksheet_freeze_panes(to, 1, 0);
  if (!sheet.columns.empty())
    worksheet_autofilter(to, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()),
                         static_cast<lxw_col_t>(sheet.columns.size() - 1));
  worksheet_set_landscape(to);
  worksheet_set_paper(to, 9);  // A4
  worksheet_fit_to_pages(to, 1, 0);
  worksheet_repeat_rows(to, 0, 0);
}

void describe(lxw_workbook* book, const XlsxWorkbook& workbook) {
  std::string title = cut(workbook.title, 255);
  std::string author = cut(workbook.author, 255);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = workbook.created.micros() / 1'000'000;
  workbook_set_properties(book, &properties);
}

tl::unexpected<Error> no_workbook(ErrorCode code, const std::string& why) {
  return fail(code, "F085", "The workbook cannot be made: " + why);
}

}  // namespace

Result<std::string> xlsx_of(const XlsxWorkbook& workbook) {
  for (const XlsxSheet& sheet : workbook.sheets)
    if (sheet.rows.size() > kSheetRowsMax || sheet.columns.size() > kSheetColumnsMax)
      return no_workbook(ErrorCode::kLimit,
                         fmt::format("the sheet \"{}\" would have {} rows and {} columns; up to {} "
                                     "and {} are possible.",
                                     sheet.name, sheet.rows.size(), sheet.columns.size(),
                                     kSheetRowsMax, kSheetColumnsMax));
  if (!are_names_usable(workbook.sheets))
    return no_workbook(ErrorCode::kInvalidInput,
                       "it needs a sheet, and names of sheets that differ.");
  const MemoryFile file;
  if (!file.is_open())
    return no_workbook(ErrorCode::kUnavailable, "there is no memory for it now. Try again later.");
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr)
    return no_workbook(ErrorCode::kUnavailable, "there is no memory for it now. Try again later.");
  const SheetFormats formats(book);
  describe(book, workbook);
  for (const XlsxSheet& sheet : workbook.sheets) put_sheet(book, sheet, formats);
  if (const lxw_error wrong = workbook_close(book); wrong != LXW_NO_ERROR)
    return no_workbook(ErrorCode::kUnavailable,
                       std::string(lxw_strerror(wrong)) +
                           " Make room in the folder for temporary files and try again.");
  return file.bytes();
}

}  // namespace bailiwick::platform::files
