// A proven lower bound on the objective, and so a gap for any plan.
//
// See docs/spec/territory-bound.md for the proofs. Every bound returned holds for every plan that meets the
// problem's hard demands, whatever the solver does; where nothing is proven, `value` is absent and `scope`
// says so ("no proof").
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/budget.hpp"
#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory {

// What a proof takes in or leaves out of a problem.
enum class BoundPart : std::uint8_t {
  kBalance,  // of one measure
  kPinnedCentres,
  kRadius,
  kSoftBalance,
  kTerritoryCost,
  kConnectedness,
  kOtherBalance,
  kMustLinks,
  kPairs,  // locks and forbidden pairs of territories without a pinned centre
  kDisruption,
  kPreferredCentres,
};
inline constexpr int kBoundPartCount = 11;
[[nodiscard]] std::string_view name_of(BoundPart part);  // "balance", "pinned_centres", ...

struct BoundScope {
  std::vector<BoundPart> included;
  std::vector<BoundPart> left_out;  // each can only make the true gap smaller than the one stated
  std::string measure;              // of kBalance

  friend bool operator==(const BoundScope&, const BoundScope&) = default;
};

struct Bound {
  std::optional<double> value;  // in the unit of CostParts::total(); absent: no proof
  std::string method;           // "lagrangian", ... stable word
  std::string scope;            // what is proven and what is left out, one sentence for people
  std::int64_t iterations = 0;
  BoundScope covers = {};  // the same as data, where there is a value
};

// (cost - bound) / bound; absent where there is no bound or it is not positive.
[[nodiscard]] std::optional<double> gap_of(double cost, const Bound& bound);

struct BoundProgress {
  double value = 0.0;
  double fraction = 0.0;  // of the budget, 0 .. 1
  std::int64_t iterations = 0;
};

struct BoundOptions {
  int threads = 2;
  // A known plan's cost speeds the method up; it never changes what is proven. No value: none known.
  std::optional<double> upper;
  // The plan itself, where known (start of the multipliers); may be null.
  const Plan* plan = nullptr;
  std::function<void(const BoundProgress&)> progress;
};

// Anytime: the best bound found when the budget ends. Precondition: validate(problem) is empty.
[[nodiscard]] Bound bound(const Problem& problem, const Budget& budget,
                          const BoundOptions& options);

}  // namespace bailiwick::engine::territory
