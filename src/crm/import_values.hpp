// One cell of a file as the value of a field.
//
// An empty cell is an empty value; so is one that says in words that there is nothing (N/A, NULL, NOT AVAILABLE, n.v.t.), where it could be no value of
// the field. References (records, people, territories) stay the text that they are: they are found later, many
// at once (import_plan.hpp). Line ends within a text of one line become ", "; a URL without a scheme gets https. Whole numbers and amounts
// may be short ("$5M") and ranges ("51-200"): read_amount(). Pure. O(bytes).
// Errors, each with the value, what is wrong and what to do:
//   K031 not a number, K032 outside the field's range, too large, or with too many decimals, K033 an amount without a currency, with an
//   unknown one or with two, K034 not yes or no, K035 not a date or an instant, K036 not one of the words, K037 no such stage,
//   K038 not a country, K039 too long or with control characters, K040 not an e-mail address or a URL.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/money.hpp"
#include "base/result.hpp"
#include "crm/import_dates.hpp"
#include "crm/import_field.hpp"
#include "crm/record.hpp"

namespace bailiwick::crm {

// How the cells of a file are written.
struct CellForm {
  char decimal_mark = '.';
  DateOrder date_order = DateOrder::kDmy;
  std::int32_t short_year_max = kNoShortYears;  // as in import_dates.hpp
  std::optional<Currency> currency = {};        // where neither a column nor the text names one
};

// A cell and what it is read for.
struct Cell {
  std::string_view text;
  std::string_view currency = {};  // of the row's column of currencies; empty: none
};

[[nodiscard]] Result<FieldValue> read_cell(const Cell& cell, const ImportField& field,
                                           const ImportSchema& schema, const CellForm& form);

}  // namespace bailiwick::crm
