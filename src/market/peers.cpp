#include "market/peers.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "market/measure.hpp"

namespace bailiwick::market {
namespace {

constexpr std::array<TerritoryMeasure, kTerritoryMeasures> kMeasures = {
    {{"accounts", "accounts", Better::kNeither},
     {"customers", "accounts", Better::kMore},
     {"revenue", "money", Better::kMore},
     {"growth", "share", Better::kMore},
     {"open_pipeline", "money", Better::kMore},
     {"potential", "money", Better::kNeither},
     {"penetration", "share", Better::kMore},
     {"white_space", "money", Better::kNeither},
     {"workload_hours", "hours", Better::kNeither},
     {"workload_a_rep", "hours", Better::kLess},
     {"fit", "score", Better::kMore},
     {"top_five_share", "share", Better::kLess},
     {"visited_share", "share", Better::kMore},
     {"win_rate", "share", Better::kMore},
     {"distance", "km", Better::kLess}}};
constexpr std::size_t kPenetration = 6;
constexpr std::size_t kWorkloadARep = 9;
constexpr std::size_t kTopFive = 11;
constexpr std::size_t kVisited = 12;

constexpr std::array<std::string_view, 3> kPeersOf = {"none", "parent", "all"};
constexpr int kScorePlaces = 1;

Decimal whole(std::int64_t number) { return Decimal::whole(number); }

std::optional<Decimal> growth_of(const Figures& figures) {
  const auto ratio = share_of(figures.revenue, figures.revenue_before, kSharePlaces);
  return ratio ? difference(*ratio, whole(1)) : std::nullopt;
}

std::optional<Decimal> fit_of(const Figures& figures) {
  const auto held = product(whole(100), whole(figures.fit_held));
  return held ? share_of(*held, whole(figures.fit_total), kScorePlaces) : std::nullopt;
}

std::vector<const TerritoryFigures*> peers_among(
    TerritoryId territory, const AllFigures& all,
    const std::function<bool(const TerritoryFigures&)>& is_like) {
  std::vector<const TerritoryFigures*> peers;
  for (const auto& [id, other] : all)
    if (id != territory && other.figures.accounts > 0 && is_like(other)) peers.push_back(&other);
  return peers;
}

// Of an even number the mean of the two in the middle.
Decimal median_of(std::vector<Decimal> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  const auto both = quotient(added(values[middle - 1], values[middle]), whole(2));
  return *both;
}

Standing stand(std::optional<Decimal> value, std::vector<Decimal> peers, Better better) {
  Standing standing{.value = value};
  if (!value || peers.size() < kPeersMin) return standing;
  standing.count = static_cast<std::int64_t>(peers.size()) + 1;
  standing.rank = 1 + std::ranges::count_if(peers, [&](Decimal peer) {
                    return better == Better::kLess ? peer < *value : peer > *value;
                  });
  standing.median = median_of(std::move(peers));
  return standing;
}

bool is_better(const Standing& standing, Better better) {
  return better == Better::kLess ? *standing.value < *standing.median
                                 : *standing.value > *standing.median;
}

// How many peers are worse, where equals are not.
bool is_worst_quarter(const Standing& standing, std::int64_t worse) {
  return (1 + worse) * 4 <= standing.count;
}

bool is_challenge(std::size_t measure, const Standing& standing, Decimal hours_a_year) {
  switch (measure) {
    case kPenetration:
    case kVisited:
      return true;
    case kWorkloadARep:
      return *standing.value > hours_a_year;
    case kTopFive:
      return added(*standing.value, *standing.value) > whole(1);
    default:
      return false;
  }
}

std::vector<GapIndustry> gaps_of(const TerritoryFigures& own,
                                 const std::vector<const TerritoryFigures*>& peers) {
  std::map<std::string_view, std::int64_t> sold;
  for (const TerritoryFigures* peer : peers)
    for (const auto& [name, counts] : peer->figures.industries)
      if (counts.customers > 0) ++sold[name];
  std::vector<GapIndustry> gaps;
  for (const auto& [name, count] : sold) {
    const auto here = own.figures.industries.find(name);
    const bool is_here = here != own.figures.industries.end();
    if (is_here && here->second.customers > 0) continue;
    if (2 * count < static_cast<std::int64_t>(peers.size())) continue;
    gaps.push_back({.name = std::string(name),
                    .peers = count,
                    .accounts = is_here ? here->second.accounts : 0});
  }
  std::ranges::stable_sort(gaps, std::greater<>(), &GapIndustry::peers);
  gaps.resize(std::min(gaps.size(), kGapIndustriesMax));
  return gaps;
}

}  // namespace

const std::array<TerritoryMeasure, kTerritoryMeasures>& territory_measures() { return kMeasures; }

std::string_view name_of(PeersOf of) { return kPeersOf[static_cast<std::size_t>(of)]; }

TerritoryValues values_of(const TerritoryFigures& territory) {
  const Figures& figures = territory.figures;
  Decimal top;
  for (const Decimal revenue : figures.top) top = added(top, revenue);
  return {whole(figures.accounts),
          whole(figures.customers),
          figures.revenue,
          growth_of(figures),
          figures.pipeline,
          figures.potential,
          share_of(figures.revenue, figures.serviceable_potential, kSharePlaces),
          figures.white_space,
          figures.hours,
          share_of(figures.hours, whole(territory.people), 2),
          fit_of(figures),
          share_of(top, figures.revenue, kSharePlaces),
          share_of(whole(figures.visited_customers), whole(figures.customers), kSharePlaces),
          share_of(whole(figures.won), whole(figures.won + figures.lost), kSharePlaces),
          share_of(figures.distance_sum, whole(figures.distances), 3)};
}

TerritoryStanding standing_of(TerritoryId territory, const TerritoryFigures& own,
                              const AllFigures& all, Decimal hours_a_year) {
  TerritoryStanding standing;
  auto peers = peers_among(
      territory, all, [&](const TerritoryFigures& other) { return other.parent == own.parent; });
  standing.peers_of = PeersOf::kParent;
  if (peers.size() < kPeersMin) {
    peers = peers_among(territory, all, [&](const TerritoryFigures& other) {
      return other.has_children == own.has_children;
    });
    standing.peers_of = peers.size() < kPeersMin ? PeersOf::kNone : PeersOf::kAll;
  }
  standing.peers = static_cast<std::int64_t>(peers.size());
  const TerritoryValues values = values_of(own);
  std::vector<TerritoryValues> theirs;
  for (const TerritoryFigures* peer : peers) theirs.push_back(values_of(*peer));
  std::vector<RankFinding> challenges;
  for (std::size_t m = 0; m < kTerritoryMeasures; ++m) {
    std::vector<Decimal> known;
    for (const TerritoryValues& peer : theirs)
      if (peer[m]) known.push_back(*peer[m]);
    const Better better = kMeasures[m].better;
    const auto worse = std::ranges::count_if(known, [&](Decimal peer) {
      return values[m] && (better == Better::kLess ? peer > *values[m] : peer < *values[m]);
    });
    Standing& here = standing.measures[m];
    here = stand(values[m], std::move(known), better);
    if (!here.median || better == Better::kNeither || *here.value == *here.median) continue;
    if (is_better(here, better)) {
      if (here.rank * 4 <= here.count) standing.findings.push_back({FindingKind::kStrength, m});
    } else if (is_worst_quarter(here, worse) && is_challenge(m, here, hours_a_year)) {
      challenges.push_back({FindingKind::kChallenge, m});
    }
  }
  standing.findings.insert(standing.findings.end(), challenges.begin(), challenges.end());
  if (standing.peers_of != PeersOf::kNone) standing.industries = gaps_of(own, peers);
  return standing;
}

AllFigures with_those_below(const AllFigures& own) {
  AllFigures all = own;
  for (const auto& [id, territory] : own) {
    std::set<TerritoryId> passed = {id};
    for (auto parent = territory.parent; parent && passed.insert(*parent).second;) {
      const auto above = all.find(*parent);
      if (above == all.end()) break;
      above->second.figures.add(territory.figures);
      above->second.people += territory.people;
      above->second.has_children = true;
      parent = above->second.parent;
    }
  }
  return all;
}

}  // namespace bailiwick::market
