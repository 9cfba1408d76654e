#include "crm/import_model.hpp"

#include <cstddef>
#include <iterator>

namespace bailiwick::crm {
namespace {

constexpr std::string_view kStates[] = {"uploaded", "checking",  "checked", "running",
                                        "done",     "cancelled", "failed"};
constexpr std::string_view kModes[] = {"all_or_nothing", "good_rows"};
constexpr std::string_view kWrongValues[] = {"reject_row", "leave_out"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::string_view (&names)[N], std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ImportState state) { return kStates[static_cast<std::size_t>(state)]; }
std::optional<ImportState> parse_import_state(std::string_view word) {
  return parse<ImportState>(kStates, word);
}

std::string_view name_of(ImportMode mode) { return kModes[static_cast<std::size_t>(mode)]; }
std::optional<ImportMode> parse_import_mode(std::string_view word) {
  return parse<ImportMode>(kModes, word);
}

std::string_view name_of(WrongValues what) { return kWrongValues[static_cast<std::size_t>(what)]; }
std::optional<WrongValues> parse_wrong_values(std::string_view word) {
  return parse<WrongValues>(kWrongValues, word);
}

}  // namespace bailiwick::crm
