#include "crm/import_references.hpp"

#include <cassert>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "crm/import_salesforce.hpp"
#include "crm/import_words.hpp"

namespace bailiwick::crm {
namespace {

struct Noun {
  std::string_view one;
  std::string_view many;
};
Noun noun_of(const ReferenceTarget& target) {
  if (target.type == FieldType::kPerson) return {"person", "people"};
  if (target.type == FieldType::kTerritory) return {"territory", "territories"};
  const ObjectSpec& object = object_of(target.object);
  return {object.name, object.plural};
}

}  // namespace

Result<void> References::find(platform::db::Connection& connection,
                              std::span<const RowDraft> drafts) {
  std::size_t known_count = 0;
  for (const auto& [target, answers] : known_) known_count += answers.size();
  if (known_count > kReferencesKept) forget_all();
  std::map<ReferenceTarget, std::set<std::string>> wanted;
  for (const RowDraft& draft : drafts) {
    for (const RowReference& reference : draft.references) {
      std::string text(reference.text);
      const auto answers = known_.find(reference.target);
      if (answers == known_.end() || !answers->second.contains(text))
        wanted[reference.target].insert(std::move(text));
    }
  }
  for (const auto& [target, texts] : wanted) {
    const std::vector<std::string> list(texts.begin(), texts.end());
    for (std::size_t begin = 0; begin < list.size(); begin += kReferencesAtOnce) {
      const auto part =
          std::span(list).subspan(begin, std::min(kReferencesAtOnce, list.size() - begin));
      if (auto done = look_up(connection, target, part); !done) return done;
      if (is_salesforce_ && target.type == FieldType::kRecord)
        if (auto done = look_up_short(connection, target, part); !done) return done;
    }
  }
  return {};
}

Result<void> References::look_up(platform::db::Connection& connection,
                                 const ReferenceTarget& target,
                                 std::span<const std::string> texts) {
  const auto found = finder_.find(connection, actor_, target, texts);
  if (!found) return tl::unexpected(found.error());
  assert(found->size() == texts.size());
  for (std::size_t t = 0; t < texts.size(); ++t)
    known_[target].insert_or_assign(texts[t], (*found)[t]);
  return {};
}

// What files that were not known as Salesforce's have stored.
Result<void> References::look_up_short(platform::db::Connection& connection,
                                       const ReferenceTarget& target,
                                       std::span<const std::string> texts) {
  Answers& answers = known_[target];
  std::vector<std::string> longer;
  std::vector<std::string> shorter;
  for (const std::string& text : texts) {
    const std::string_view form = short_salesforce_id(text);
    if (form == text || answers[text].found != ReferenceAnswer::Found::kNone) continue;
    longer.push_back(text);
    shorter.emplace_back(form);
  }
  if (shorter.empty()) return {};
  const auto found = finder_.find(connection, actor_, target, shorter);
  if (!found) return tl::unexpected(found.error());
  assert(found->size() == shorter.size());
  for (std::size_t t = 0; t < longer.size(); ++t) answers.insert_or_assign(longer[t], (*found)[t]);
  return {};
}

ReferenceAnswer References::answer(const RowReference& reference) const {
  const auto answers = known_.find(reference.target);
  if (answers == known_.end()) return {};
  const auto found = answers->second.find(std::string(reference.text));
  return found == answers->second.end() ? ReferenceAnswer() : found->second;
}

Error reference_error(const RowReference& reference, ReferenceAnswer::Found found) {
  assert(found != ReferenceAnswer::Found::kOne);
  const Noun noun = noun_of(reference.target);
  if (found == ReferenceAnswer::Found::kSeveral) {
    return {ErrorCode::kInvalidInput, "K043",
            fmt::format("Several {} are called {}. Write an id or an external id.", noun.many,
                        in_quotes(reference.text))};
  }
  const bool is_person = reference.target.type == FieldType::kPerson;
  return {
      ErrorCode::kInvalidInput, "K042",
      fmt::format("There is no {} {} that you may see. {} first, or correct the cell.", noun.one,
                  in_quotes(reference.text), is_person ? "Invite them" : "Import it")};
}

}  // namespace bailiwick::crm
