// The use cases of the CRM together: the only face that other capabilities see.
#pragma once

#include "crm/alignment_export.hpp"
#include "crm/alignment_writer.hpp"
#include "crm/closed_opportunities.hpp"
#include "crm/duplicate_service.hpp"
#include "crm/export_service.hpp"
#include "crm/formula_service.hpp"
#include "crm/lead_desk.hpp"
#include "crm/lead_facts.hpp"
#include "crm/merge_service.hpp"
#include "crm/performance_service.hpp"
#include "crm/record_finder.hpp"
#include "crm/record_service.hpp"
#include "crm/record_writer.hpp"
#include "crm/settings_service.hpp"
#include "crm/timeline.hpp"

namespace bailiwick::crm {

struct Services {
  explicit Services(const CrmParts& parts)
      : records(parts),
        timelines(parts),
        duplicates(parts),
        merges(parts),
        settings(parts),
        formulas(parts),
        exports(records),
        alignment_exports(parts),
        closed(parts),
        performance(parts),
        finder(parts.now),
        writer(parts.ids, parts.now, parts.leads),
        alignment_writer(parts) {}

  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  RecordService records;
  TimelineService timelines;
  DuplicateService duplicates;
  MergeService merges;
  SettingsService settings;
  FormulaService formulas;
  ExportService exports;
  AlignmentExport alignment_exports;
  ClosedOpportunityService closed;
  PerformanceService performance;
  // For imports (import_service.hpp), whose jobs work without anybody waiting.
  RecordFinder finder;
  BatchWriter writer;
  AlignmentWriter alignment_writer;
};

}  // namespace bailiwick::crm
