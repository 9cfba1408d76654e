#include "crm/record_finder.hpp"

#include <algorithm>
#include <map>

#include "alignment/scope.hpp"
#include "crm/alignment_key.hpp"
#include "crm/merge_store.hpp"
#include "crm/record_store.hpp"
#include "crm/words.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
using Answers = std::vector<ReferenceAnswer>;
using Found = ReferenceAnswer::Found;
constexpr std::int64_t kPeoplePage = identity::kPeoplePageMax;

void add(ReferenceAnswer& answer, const Uuid& id) {
  if (answer.found == Found::kOne && answer.id == id) return;
  answer = answer.found == Found::kNone ? ReferenceAnswer{Found::kOne, id}
                                        : ReferenceAnswer{Found::kSeveral, {}};
}

// Calls `with` for runs of at most kExternalIdsMax places.
template <class With>
Result<void> in_parts(std::size_t count, With&& with) {
  for (std::size_t first = 0; first < count; first += kExternalIdsMax) {
    const auto done = with(first, std::min(kExternalIdsMax, count - first));
    if (!done) return done;
  }
  return {};
}

class Records {
 public:
  Records(db::Connection& connection, const Viewer& viewer, ObjectKind kind)
      : connection_(connection), viewer_(viewer), object_(object_of(kind)) {}

  Result<Answers> find(std::span<const std::string> texts) const {
    Answers answers(texts.size());
    const auto done = in_parts(texts.size(), [&](std::size_t first, std::size_t count) {
      return part(texts.subspan(first, count), std::span(answers).subspan(first, count));
    });
    if (!done) return tl::unexpected(done.error());
    return answers;
  }

 private:
  // Ids first, then external ids, then titles: what one of them has answered the next is not asked.
  Result<void> part(std::span<const std::string> texts, std::span<ReferenceAnswer> answers) const {
    std::vector<Uuid> ids;
    for (const std::string& text : texts)
      if (const auto id = RecordId::parse(object_.kind, text)) ids.push_back(id->uuid);
    auto done = take(find_by_ids(connection_, viewer_.principal.tenant, object_, {}, ids), texts,
                     answers, [](const Record& record) { return record.id.text(); });
    if (!done) return done;
    done = take(find_by_external_ids(connection_, viewer_.principal.tenant, object_, {}, texts),
                texts, answers, [](const Record& record) { return record.external_id; });
    if (!done) return done;
    return take_titles(texts, answers);
  }

  template <class Key>
  Result<void> take(const Result<std::vector<Record>>& found, std::span<const std::string> texts,
                    std::span<ReferenceAnswer> answers, Key&& key_of) const {
    if (!found) return tl::unexpected(found.error());
    std::vector<Uuid> hidden;
    for (const Record& record : *found)
      if (record.is_deleted) hidden.push_back(record.id.uuid);
    // What was merged into another is that other one.
    const auto merged = became(connection_, viewer_.principal.tenant, object_.kind, hidden);
    if (!merged) return tl::unexpected(merged.error());
    std::map<std::string, Uuid> by_key;
    for (const Record& record : *found) {
      const auto at = merged->find(record.id.uuid);
      if (at != merged->end() || !record.is_deleted)
        by_key.emplace(key_of(record), at == merged->end() ? record.id.uuid : at->second);
    }
    std::vector<Uuid> ids;
    for (const auto& [key, id] : by_key) ids.push_back(id);
    const auto seen = visible(ids);
    if (!seen) return tl::unexpected(seen.error());
    std::erase_if(by_key, [&](const auto& one) { return !seen->contains(one.second); });
    for (std::size_t t = 0; t < texts.size(); ++t)
      if (const auto at = by_key.find(texts[t]);
          at != by_key.end() && answers[t].found == Found::kNone)
        answers[t] = {Found::kOne, at->second};
    return {};
  }

  Result<std::map<Uuid, std::string>> visible(std::span<const Uuid> ids) const {
    return titles_of(connection_, viewer_, object_.kind, ids);
  }

  Result<void> take_titles(std::span<const std::string> texts,
                           std::span<ReferenceAnswer> answers) const {
    std::vector<std::string> keys;
    for (std::size_t t = 0; t < texts.size(); ++t)
      if (answers[t].found == Found::kNone) keys.push_back(title_key(texts[t]));
    const auto found = find_by_titles(connection_, viewer_, object_, keys);
    if (!found) return tl::unexpected(found.error());
    std::map<std::string, ReferenceAnswer> by_key;
    for (const Titled& one : *found) add(by_key[one.key], one.id);
    for (std::size_t t = 0; t < texts.size(); ++t)
      if (const auto at = by_key.find(title_key(texts[t]));
          at != by_key.end() && answers[t].found == Found::kNone)
        answers[t] = at->second;
    return {};
  }

  db::Connection& connection_;
  const Viewer& viewer_;
  const ObjectSpec& object_;
};

Answers answers_by(const std::map<std::string, ReferenceAnswer>& by_key,
                   std::span<const std::string> texts) {
  Answers answers;
  for (const std::string& text : texts) {
    const auto exact = by_key.find(text);
    const auto folded_at = by_key.find(title_key(text));
    answers.push_back(exact != by_key.end()       ? exact->second
                      : folded_at != by_key.end() ? folded_at->second
                                                  : ReferenceAnswer());
  }
  return answers;
}

Result<Answers> find_people(db::Connection& connection, TenantId tenant,
                            std::span<const std::string> texts) {
  std::map<std::string, ReferenceAnswer> by_key;
  identity::PeopleFilter filter;
  filter.limit = kPeoplePage;
  for (;;) {
    const auto page = identity::list_people(connection, tenant, filter);
    if (!page) return tl::unexpected(page.error());
    for (const identity::Person& person : *page)
      for (const std::string& key :
           {person.id.text(), title_key(person.email), title_key(person.name)})
        add(by_key[key], person.id.uuid());
    if (static_cast<std::int64_t>(page->size()) < kPeoplePage) break;
    filter.after = std::pair(identity::name_key_of(page->back().name), page->back().id);
  }
  return answers_by(by_key, texts);
}

Result<Answers> find_territories(db::Connection& connection, TenantId tenant,
                                 std::span<const std::string> texts) {
  const auto all = alignment::all_territory_names(connection, tenant);
  if (!all) return tl::unexpected(all.error());
  const auto keys = alignment_keys(connection, tenant, KeyedObject::kTerritory);
  if (!keys) return tl::unexpected(keys.error());
  std::map<std::string, ReferenceAnswer> by_key;
  for (const auto& [territory, name] : *all)
    for (const std::string& key : {territory.text(), title_key(name)})
      add(by_key[key], territory.uuid());
  Answers answers = answers_by(by_key, texts);
  for (std::size_t t = 0; t < texts.size(); ++t)
    if (const auto at = keys->find(texts[t]); at != keys->end())
      answers[t] = {Found::kOne, at->second};
  return answers;
}

}  // namespace

Result<identity::Principal> principal_of(db::Connection& connection, const ImportActor& actor) {
  identity::Principal principal;
  principal.tenant = actor.tenant;
  principal.person = actor.person;
  principal.channel = identity::Channel::kSystem;
  principal.roles = {identity::Role::kAdmin};
  if (!actor.person.is_nil()) {
    const auto person = identity::find_person(connection, {actor.tenant, actor.person});
    if (!person) return tl::unexpected(person.error());
    principal.roles = *person ? (*person)->roles : std::set<identity::Role>();
  }
  principal.permissions = identity::permissions_of(principal.roles);
  return principal;
}

Result<std::vector<ReferenceAnswer>> RecordFinder::find(db::Connection& connection,
                                                        const ImportActor& actor,
                                                        const ReferenceTarget& target,
                                                        std::span<const std::string> texts) const {
  if (target.type == FieldType::kPerson) return find_people(connection, actor.tenant, texts);
  const bool is_territory =
      target.type == FieldType::kTerritory || target.object == ObjectKind::kTerritory;
  if (is_territory) return find_territories(connection, actor.tenant, texts);
  const auto principal = principal_of(connection, actor);
  if (!principal) return tl::unexpected(principal.error());
  const Viewer viewer{.principal = *principal, .day = utc_date(now_())};
  return Records(connection, viewer, target.object).find(texts);
}

}  // namespace bailiwick::crm
