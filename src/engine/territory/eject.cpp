#include "engine/territory/eject.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr std::int32_t kChainLimit = 24;
// Units that are looked at for one label before it is given up.
constexpr std::size_t kStepsLimit = 20'000;
constexpr std::int32_t kNone = -1;
// So that rounding cannot make chains go in circles.
constexpr double kLeastGain = 1e-12;

// A unit that may go over a border.
struct Crossing {
  std::int32_t unit;
  std::int32_t from;
  std::int32_t to;
  [[nodiscard]] std::int32_t beyond(std::int32_t label) const { return label == from ? to : from; }
};

// A crossing as part of a chain: it leaves `open` with what may be too much or too little.
struct ChainStep {
  std::int32_t crossing;
  std::int32_t before;  // the step whose open end it mends, or kNone
  std::int32_t open;    // label
  std::int32_t length;
};

class Ejector {
 public:
  Ejector(Piece& piece, Boundary& boundary) : piece_(piece), boundary_(boundary) {
    boundary_.reset(piece, 0.0);
    list_crossings();
  }

  bool run() {
    bool any = false;
    for (bool gained = true; gained;) {
      gained = false;
      for (const std::int32_t t : violating()) {
        if (!relieve(t)) continue;
        list_crossings();
        gained = any = true;
      }
    }
    return any;
  }

 private:
  // The worst first.
  [[nodiscard]] std::vector<std::int32_t> violating() const {
    std::vector<std::pair<double, std::int32_t>> found;
    for (std::int32_t t = 0; t < piece_.k; ++t) {
      const double violation = boundary_.violation_of(t);
      if (violation > 0.0) found.emplace_back(-violation, t);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::int32_t> labels;
    for (const auto& [violation, t] : found) labels.push_back(t);
    return labels;
  }

  // All units that touch another label, by either label.
  void list_crossings() {
    crossings_.clear();
    crossings_of_.resize(at(piece_.k));
    for (auto& of : crossings_of_) of.clear();
    for (std::int32_t u = 0; u < piece_.n; ++u) {
      const std::int32_t from = piece_.label[at(u)];
      const std::size_t first = crossings_.size();
      for (const std::int32_t v : piece_.neighbours(u)) {
        const std::int32_t to = piece_.label[at(v)];
        const auto is_same = [&](const Crossing& c) { return c.to == to; };
        if (to == from ||
            std::any_of(crossings_.begin() + static_cast<std::ptrdiff_t>(first), crossings_.end(),
                        is_same) ||
            !may_carry(piece_, u, to))
          continue;
        const auto index = static_cast<std::int32_t>(crossings_.size());
        crossings_.push_back({u, from, to});
        crossings_of_[at(from)].push_back(index);
        crossings_of_[at(to)].push_back(index);
      }
    }
    is_seen_.assign(crossings_.size(), 0);
    leaving_.assign(at(piece_.n), Leaving::kUnknown);
  }

  bool can_leave(std::int32_t u) {
    Leaving& leaving = leaving_[at(u)];
    if (leaving == Leaving::kUnknown) {
      const std::int32_t t = piece_.label[at(u)];
      const bool may = boundary_.size_of(t) > piece_.labels[at(t)].atoms_min;
      leaving = may && boundary_.can_leave(u) ? Leaving::kYes : Leaving::kNo;
    }
    return leaving == Leaving::kYes;
  }

  [[nodiscard]] const Crossing& crossing_of(std::int32_t step) const {
    return crossings_[at(steps_[at(step)].crossing)];
  }

  [[nodiscard]] bool is_in_chain(std::int32_t step, std::int32_t label) const {
    for (; step != kNone; step = steps_[at(step)].before) {
      if (crossing_of(step).from == label || crossing_of(step).to == label) return true;
    }
    return false;
  }

  // The label's violation once it has taken or given the crossing's unit, and what the chain up to `step` has brought it.
  [[nodiscard]] double violation_after(std::int32_t label, std::int32_t step,
                                       const Crossing& crossing) const {
    const auto sign = [label](const Crossing& c) { return label == c.to ? 1 : -1; };
    const std::int64_t* before = step == kNone ? nullptr : amounts_of(crossing_of(step));
    const auto sums = boundary_.sums_of(label);
    double violation = 0.0;
    for (std::size_t r = 0; r < sums.size(); ++r) {
      std::int64_t sum = sums[r] + sign(crossing) * amounts_of(crossing)[r];
      if (before != nullptr) sum += sign(crossing_of(step)) * before[r];
      violation += violation_of(*piece_.form, piece_.labels[at(label)].windows[r], sum);
    }
    return violation;
  }
  [[nodiscard]] const std::int64_t* amounts_of(const Crossing& c) const {
    return piece_.amounts_of(c.unit).data();
  }

  // Breadth first. True when a chain was made.
  bool relieve(std::int32_t label) {
    steps_.clear();
    std::fill(is_seen_.begin(), is_seen_.end(), std::uint8_t{0});
    if (extend(kNone, label)) return true;
    for (std::size_t head = 0; head < steps_.size() && steps_.size() < kStepsLimit; ++head) {
      if (steps_[head].length < kChainLimit &&
          extend(static_cast<std::int32_t>(head), steps_[head].open))
        return true;
    }
    return false;
  }

  // Adds all crossings that mend the label at the open end of `step`, or lessen the violation of the first. True when a chain was made.
  bool extend(std::int32_t step, std::int32_t label) {
    const double now = boundary_.violation_of(label);
    const double most = step == kNone ? now - kLeastGain : now;
    for (const std::int32_t index : crossings_of_[at(label)]) {
      const Crossing& c = crossings_[at(index)];
      if (is_seen_[at(index)] != 0 || (step != kNone && c.unit == crossing_of(step).unit)) continue;
      if (violation_after(label, step, c) > most) continue;
      const std::int32_t other = c.beyond(label);
      if (is_in_chain(step, other) || !can_leave(c.unit)) continue;
      is_seen_[at(index)] = 1;
      steps_.push_back({index, step, other, step == kNone ? 1 : steps_[at(step)].length + 1});
      if (violation_after(other, kNone, c) <= boundary_.violation_of(other) && make_last_chain())
        return true;
    }
    return false;
  }

  // Makes the chain that ends with the last step, if every territory stays whole; otherwise changes nothing.
  bool make_last_chain() {
    std::vector<Crossing> chain;
    for (auto s = static_cast<std::int32_t>(steps_.size()) - 1; s != kNone;
         s = steps_[at(s)].before)
      chain.push_back(crossing_of(s));
    std::reverse(chain.begin(), chain.end());
    std::size_t made = 0;
    for (const Crossing& c : chain) {
      if (!boundary_.touches(c.unit, c.to) || !boundary_.can_leave(c.unit)) break;
      boundary_.apply(c.unit, c.to);
      ++made;
    }
    if (made < chain.size()) {
      while (made-- > 0) boundary_.apply(chain[made].unit, chain[made].from);
      return false;
    }
    return true;
  }

  enum class Leaving : std::uint8_t { kUnknown, kYes, kNo };

  Piece& piece_;
  Boundary& boundary_;
  std::vector<Crossing> crossings_;
  std::vector<std::vector<std::int32_t>> crossings_of_;  // one a label
  std::vector<std::uint8_t> is_seen_;                    // one a crossing
  std::vector<Leaving> leaving_;                         // one an atom
  std::vector<ChainStep> steps_;
};

}  // namespace

bool eject(Piece& piece, Boundary& boundary) { return Ejector(piece, boundary).run(); }

}  // namespace bailiwick::engine::territory
