#include "planning/lead_scene.hpp"

#include <algorithm>

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;

bool is_same(const formula::Schema& a, const formula::Schema& b) {
  return std::ranges::equal(a.fields, b.fields, [](const auto& x, const auto& y) {
    return x.name == y.name && x.type == y.type;
  });
}

bool is_same(const std::vector<TerritoryPlace>& a, const std::vector<TerritoryPlace>& b) {
  return std::ranges::equal(a, b, [](const TerritoryPlace& x, const TerritoryPlace& y) {
    return x.territory == y.territory && x.parent == y.parent;
  });
}

bool is_same_set(const lead_store::Stamp& a, const lead_store::Stamp& b) {
  return a.set == b.set && a.set_version == b.set_version;
}

// Reads the whole tree, whoever the lead is of.
identity::Principal everyone_of(TenantId tenant) {
  identity::Principal principal;
  principal.tenant = tenant;
  principal.channel = identity::Channel::kSystem;
  principal.permissions = {identity::Permission::kTerritoriesRead,
                           identity::Permission::kTerritoriesManage};
  return principal;
}

}  // namespace

std::shared_ptr<const formula::Program> protection_of(const LeadPolicy& policy,
                                                      const formula::Schema& accounts) {
  if (policy.protect.empty()) return nullptr;
  auto program = formula::compile(
      accounts, {{.name = "protect", .text = policy.protect, .wanted = formula::Kind::kBool}});
  if (!program) return nullptr;
  return std::make_shared<const formula::Program>(std::move(*program));
}

std::shared_ptr<const LeadScene> LeadScenes::kept(TenantId tenant) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(tenant);
  return found == kept_.end() ? nullptr : found->second;
}

void LeadScenes::keep(TenantId tenant, std::shared_ptr<const LeadScene> scene) const {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kKeptMax) kept_.clear();
  kept_[tenant] = std::move(scene);
}

Result<void> LeadScenes::read_people(TenantId tenant, LeadScene& scene) const {
  const identity::Principal all = everyone_of(tenant);
  const auto nodes = parts_.alignment.tree(all, {.day = scene.day});
  if (!nodes) return tl::unexpected(nodes.error());
  const auto positions = parts_.alignment.positions(all, {.day = scene.day});
  if (!positions) return tl::unexpected(positions.error());
  std::map<alignment::PositionId, PersonId> holders;
  for (const alignment::PositionOnDay& one : *positions)
    if (one.person) holders.emplace(one.position.id, *one.person);
  for (const alignment::TerritoryNode& node : *nodes) {
    TerritoryPeople& people = scene.people[node.territory.id];
    if (node.owner)
      if (const auto holder = holders.find(*node.owner); holder != holders.end())
        people.owner = holder->second;
    for (const alignment::PositionId overlay : node.overlays) {
      const auto holder = holders.find(overlay);
      if (holder == holders.end() || people.owner == holder->second) continue;
      if (std::ranges::find(people.overlays, holder->second) == people.overlays.end())
        people.overlays.push_back(holder->second);
    }
  }
  return {};
}

Result<std::shared_ptr<const LeadScene>> LeadScenes::scene(Connection& connection,
                                                           TenantId tenant) const {
  const auto stamp = lead_store::stamp(connection, tenant);
  if (!stamp) return tl::unexpected(stamp.error());
  auto fields = crm::account_fields(connection, tenant);
  if (!fields) return tl::unexpected(fields.error());
  const LocalDate day = utc_date(parts_.planning.clock());
  const auto before = kept(tenant);
  const bool has_same_fields = before && is_same(before->fields.schema, fields->schema);
  if (has_same_fields && before->stamp == *stamp && before->day == day) return before;

  const auto scene = std::make_shared<LeadScene>();
  scene->stamp = *stamp;
  scene->day = day;
  scene->fields = std::move(*fields);
  auto policy = lead_store::policy(connection, tenant);
  if (!policy) return tl::unexpected(policy.error());
  scene->policy = policy->value_or(default_policy("Etc/UTC"));
  scene->calendars = Calendars(scene->policy);
  scene->protect = protection_of(scene->policy, scene->fields.schema);
  auto tree = parts_.assignment.tree_on(tenant, day);
  if (!tree) return tl::unexpected(tree.error());
  scene->tree = std::move(*tree);
  if (has_same_fields && is_same_set(before->stamp, *stamp) && is_same(before->tree, scene->tree)) {
    scene->book = before->book;
  } else {
    auto book = parts_.assignment.active_book(tenant, scene->fields.schema, scene->tree);
    if (!book) return tl::unexpected(book.error());
    if (*book) scene->book = std::make_shared<const RuleBook>(std::move(**book));
  }
  const auto read = read_people(tenant, *scene);
  if (!read) return tl::unexpected(read.error());
  keep(tenant, scene);
  return std::shared_ptr<const LeadScene>(scene);
}

}  // namespace bailiwick::planning
