// Writes the territories and the assignments of imports, through the alignment's own use cases: its rights, its history, its audit trail.
//
// Territories (territory_rows.cpp). A row is about the territory with its id, else the one that has its external id, else the only one of its name, which then
// takes the external id, if it has none; else it adds one. A new territory stands in the tree from `from` on; without
// it from 1900 on, or as long as its parent does. Of one that is there, the name changes, and from `from` (without it: today) on the parent.
//
// Assignments (assignment_rows.cpp). Who serves a territory from `from` until and including `until` (empty, or 9999-12-31: without end). A position is named by
// its id, the key that it was imported with, or its title; one that is not there is made. It is held for those days by whoever has
// the e-mail address `person`, where somebody has: what is held by nobody then is filled, nothing is vacated. An owner that comes beside another position's is
// refused; role owner_or_overlay makes it an overlay instead. A row whose external id is known is left alone where it reads as it did, so
// that what people corrected since stays; else what it said is taken back, as far as it still holds, and what it says now is recorded.
//
// Never dry: a rehearsal is a transaction that is undone (import_job.cpp). A row that is refused is undone by itself. O(rows * history).
//
// Rules of refusals, besides those of alignment/service.hpp: K041 a field that the row needs is empty; K061 a territory's name is taken; K062 until is before
// from; K063 another position owns the territory on some of those days; K064 several positions are called so; K065 somebody else
// holds the position on some of those days; K066 the id is of nothing that there is.
#pragma once

#include "crm/import_ports.hpp"
#include "crm/parts.hpp"

namespace bailiwick::crm {

class AlignmentWriter final : public RecordWriter {
 public:
  explicit AlignmentWriter(const CrmParts& parts) : parts_(parts) {}

  [[nodiscard]] Result<std::vector<Written>> write(platform::db::Connection& connection,
                                                   const RecordBatch& batch) const override;

 private:
  CrmParts parts_;
};

}  // namespace bailiwick::crm
