#include "alignment/checks.hpp"

namespace bailiwick::alignment {

Result<void> check_period(const Period& period) {
  if (!period.to || period.from < *period.to) return {};
  Error error{ErrorCode::kInvalidInput, "L002",
              "The end is the day after the last: it must lie behind the beginning."};
  error.pointer = "/valid_to";
  return tl::unexpected(std::move(error));
}

Error unknown_territory() {
  return {ErrorCode::kNotFound, "L003",
          "There is no such territory in your company, or not within your scope."};
}

}  // namespace bailiwick::alignment
