#include "planning/handover.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;

// More than that are told by their number alone.
constexpr std::size_t kLinesMax = 100;

struct HandoverWords {
  std::string_view give;  // {} is a number of accounts
  std::string_view take;
  std::string_view give_about;  // {} is a day
  std::string_view take_about;
  std::string_view line;  // of which territory, to which, how many
  std::string_view nowhere;
  std::string_view more;  // how many pairs of territories
};

constexpr HandoverWords kEnglish = {
    "Hand over accounts: {}",
    "Take over accounts: {}",
    "From {} on other territories have these accounts. Pass on what is open and who to talk to.",
    "From {} on these accounts are yours. Ask for what is open and who to talk to.",
    "{} to {}: {}",
    "no territory",
    "and {} more pairs of territories"};
constexpr HandoverWords kDutch = {
    "Accounts overdragen: {}",
    "Accounts overnemen: {}",
    "Vanaf {} horen deze accounts bij een ander rayon. Geef door wat er openstaat en wie er "
    "contactpersoon is.",
    "Vanaf {} zijn deze accounts van jou. Vraag wat er openstaat en wie er contactpersoon is.",
    "{} naar {}: {}",
    "geen rayon",
    "en nog {} paren van rayons"};

struct Side {
  std::vector<AccountFlow> flows;
  std::int64_t accounts = 0;
};

const PersonId* person_in(const std::map<TerritoryId, PersonId>& owners,
                          const std::optional<TerritoryId>& territory) {
  if (!territory) return nullptr;
  const auto found = owners.find(*territory);
  return found == owners.end() ? nullptr : &found->second;
}

std::string name_in(const HandoverScene& scene, const std::optional<TerritoryId>& territory,
                    const HandoverWords& words) {
  if (!territory) return std::string(words.nowhere);
  const auto found = scene.names.find(*territory);
  return found == scene.names.end() ? territory->text() : found->second;
}

HandoverTask task_of(PersonId person, Side side, bool is_giving, const HandoverScene& scene) {
  const auto locale = scene.locales.find(person);
  const bool is_dutch = locale != scene.locales.end() && locale->second.starts_with("nl");
  const HandoverWords& words = is_dutch ? kDutch : kEnglish;
  std::ranges::sort(side.flows, {}, [](const AccountFlow& flow) {
    return std::tuple(-flow.accounts, flow.from, flow.to);
  });
  HandoverTask task{.owner = person, .subject = {}, .description = {}, .due = scene.due};
  task.subject = fmt::format(fmt::runtime(is_giving ? words.give : words.take), side.accounts);
  task.description = fmt::format(fmt::runtime(is_giving ? words.give_about : words.take_about),
                                 to_text(scene.valid_from));
  for (std::size_t i = 0; i < std::min(side.flows.size(), kLinesMax); ++i) {
    const AccountFlow& flow = side.flows[i];
    task.description +=
        "\n" + fmt::format(fmt::runtime(words.line), name_in(scene, flow.from, words),
                           name_in(scene, flow.to, words), flow.accounts);
  }
  if (side.flows.size() > kLinesMax)
    task.description += "\n" + fmt::format(fmt::runtime(words.more), side.flows.size() - kLinesMax);
  return task;
}

}  // namespace

Result<TerritoryOwners> owners_on(const alignment::AlignmentService& alignment,
                                  const identity::Principal& principal, LocalDate day) {
  const auto tree = alignment.tree(principal, {.day = day});
  if (!tree) return tl::unexpected(tree.error());
  const auto positions = alignment.positions(principal, {.day = day});
  if (!positions) return tl::unexpected(positions.error());
  std::map<alignment::PositionId, PersonId> holders;
  for (const alignment::PositionOnDay& one : *positions)
    if (one.person) holders.emplace(one.position.id, *one.person);
  TerritoryOwners owners;
  for (const alignment::TerritoryNode& node : *tree) {
    owners.names[node.territory.id] = node.territory.name;
    if (!node.owner) continue;
    if (const auto holder = holders.find(*node.owner); holder != holders.end())
      owners.people.emplace(node.territory.id, holder->second);
  }
  return owners;
}

Result<HandoverScene> read_handover_scene(platform::db::Connection& connection,
                                          const identity::Principal& system,
                                          const alignment::AlignmentService& alignment,
                                          LocalDate valid_from) {
  HandoverScene scene{.names = {},
                      .givers = {},
                      .takers = {},
                      .locales = {},
                      .valid_from = valid_from,
                      .due = std::max(valid_from, alignment.today())};
  auto before = owners_on(alignment, system, valid_from.plus_days(-1));
  if (!before) return tl::unexpected(before.error());
  auto after = owners_on(alignment, system, valid_from);
  if (!after) return tl::unexpected(after.error());
  scene.givers = std::move(before->people);
  scene.takers = std::move(after->people);
  // A territory that is in the tree from that day on alone has given up what it had by an earlier plan of that day.
  for (const auto& [territory, person] : scene.takers)
    if (!before->names.contains(territory)) scene.givers.emplace(territory, person);
  scene.names = std::move(after->names);
  scene.names.merge(before->names);
  for (const auto* owners : {&scene.givers, &scene.takers})
    for (const auto& [territory, person] : *owners) {
      if (scene.locales.contains(person)) continue;
      const auto found = identity::find_person(connection, {system.tenant, person});
      if (!found) return tl::unexpected(found.error());
      scene.locales[person] = *found ? (*found)->locale : std::string();
    }
  return scene;
}

std::vector<HandoverTask> handover_tasks(std::span<const AccountFlow> flows,
                                         const HandoverScene& scene) {
  std::map<PersonId, std::pair<Side, Side>> sides;
  for (const AccountFlow& flow : flows) {
    const PersonId* giver = person_in(scene.givers, flow.from);
    const PersonId* taker = person_in(scene.takers, flow.to);
    if (giver != nullptr && taker != nullptr && *giver == *taker) continue;
    const auto note = [&](Side& side) {
      side.flows.push_back(flow);
      side.accounts += flow.accounts;
    };
    if (giver != nullptr) note(sides[*giver].first);
    if (taker != nullptr) note(sides[*taker].second);
  }
  std::vector<HandoverTask> tasks;
  for (auto& [person, both] : sides) {
    if (both.first.accounts > 0)
      tasks.push_back(task_of(person, std::move(both.first), true, scene));
    if (both.second.accounts > 0)
      tasks.push_back(task_of(person, std::move(both.second), false, scene));
  }
  return tasks;
}

}  // namespace bailiwick::planning
