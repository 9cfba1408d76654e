// What the references of rows name, looked up many at once and remembered.
//
// Problems: K042 nothing is called so, K043 several are.
// Not thread-safe. O(distinct texts) calls of the finder, kReferencesAtOnce texts each.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <unordered_map>

#include "base/result.hpp"
#include "crm/import_plan.hpp"
#include "crm/import_ports.hpp"

namespace bailiwick::crm {

inline constexpr std::size_t kReferencesAtOnce = 2'000;
inline constexpr std::size_t kReferencesKept =
    1'000'000;  // then all are forgotten and looked up anew

class References {
 public:
  // is_salesforce: a long id of Salesforce that nothing has is looked up in its short form too.
  References(const ReferenceFinder& finder, const ImportActor& actor, bool is_salesforce = false)
      : finder_(finder), actor_(actor), is_salesforce_(is_salesforce) {}

  // Looks up what these rows name and is not known yet.
  [[nodiscard]] Result<void> find(platform::db::Connection& connection,
                                  std::span<const RowDraft> drafts);
  // What is known of it: find() was asked before.
  [[nodiscard]] ReferenceAnswer answer(const RowReference& reference) const;
  // What records are called changes when some are written.
  void forget(const ReferenceTarget& target) { known_.erase(target); }
  void forget_all() { known_.clear(); }

 private:
  using Answers = std::unordered_map<std::string, ReferenceAnswer>;
  [[nodiscard]] Result<void> look_up(platform::db::Connection& connection,
                                     const ReferenceTarget& target,
                                     std::span<const std::string> texts);
  [[nodiscard]] Result<void> look_up_short(platform::db::Connection& connection,
                                           const ReferenceTarget& target,
                                           std::span<const std::string> texts);

  const ReferenceFinder& finder_;
  ImportActor actor_;
  bool is_salesforce_;
  std::map<ReferenceTarget, Answers> known_;
};

// Why a reference cannot be kept; its answer is not kOne.
[[nodiscard]] Error reference_error(const RowReference& reference, ReferenceAnswer::Found found);

}  // namespace bailiwick::crm
