// The functions of the language on single values, by subject; the catalogue makes kernels of them. Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "formula/kernel.hpp"

namespace bailiwick::formula::functions {

using Int = std::int64_t;
using Text = std::string_view;

// -- conversions --
Decimal decimal_of_int(Int value);
Status decimal_of_text(Text text, Decimal& out);
Status int_of_decimal(Decimal value, Int& out);
Status int_of_text(Text text, Int& out);
Int int_of_instant(Instant instant);
Status bool_of_text(Text text, bool& out);
Status date_of_text(Text text, LocalDate& out);
LocalDate date_of_instant(Instant instant);
Status date_of_parts(Int year, Int month, Int day, LocalDate& out);
Status instant_of_text(Text text, Instant& out);
Instant instant_of_date(LocalDate date);
Status instant_of_int(Int seconds, Instant& out);
Status duration_of_text(Text text, Duration& out);

// -- numbers --
Status round_to(Decimal value, Int places, Decimal& out);
Status round_whole(Decimal value, Decimal& out);
Status floor_of(Decimal value, Decimal& out);
Status ceil_of(Decimal value, Decimal& out);
Status abs_int(Int value, Int& out);
Decimal abs_decimal(Decimal value);
Duration abs_duration(Duration value);

// -- text --
bool starts_with(Text text, Text part);
bool ends_with(Text text, Text part);
bool contains(Text text, Text part);
Status lower(Arena& arena, Text text, Text& out);
Status upper(Arena& arena, Text text, Text& out);
Status substring_from(Text text, Int from, Text& out);
Status substring(Text text, Int from, Int to, Text& out);
Status replace(Arena& arena, Text text, Text from, Text to, Text& out);

// -- dates --
Status add_months(LocalDate date, Int months, LocalDate& out);
Int year(LocalDate date);
Int quarter(LocalDate date);
Int month(LocalDate date);
Int day(LocalDate date);

}  // namespace bailiwick::formula::functions
