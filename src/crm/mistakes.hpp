// A transaction carries one error; a request is told all of its mistakes.
#pragma once

#include <utility>

#include "base/result.hpp"

namespace bailiwick::crm {

// What a transaction gave; where it failed, the mistakes that were found in it, else its error.
template <class T>
[[nodiscard]] Checked<T> with_mistakes(Result<T> outcome, Errors mistakes) {
  if (outcome) return std::move(*outcome);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  return fail(Errors{outcome.error()});
}

}  // namespace bailiwick::crm
