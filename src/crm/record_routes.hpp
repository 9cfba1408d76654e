// HTTP for the CRM: parse, call the service, answer. No rule here. The routes of records are made of the objects' descriptions.
#pragma once

#include "crm/alignment_export.hpp"
#include "crm/duplicate_service.hpp"
#include "crm/export_service.hpp"
#include "crm/formula_service.hpp"
#include "crm/merge_service.hpp"
#include "crm/record_service.hpp"
#include "crm/settings_service.hpp"
#include "crm/timeline.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::crm {

// The services outlive the routes.
[[nodiscard]] platform::http::Routes record_routes(const RecordService& service);
[[nodiscard]] platform::http::Routes account_routes(const TimelineService& service);
[[nodiscard]] platform::http::Routes duplicate_routes(const DuplicateService& duplicates,
                                                      const MergeService& merges);
[[nodiscard]] platform::http::Routes settings_routes(const SettingsService& service);

[[nodiscard]] platform::http::Routes export_routes(const ExportService& service);
[[nodiscard]] platform::http::Routes alignment_export_routes(const AlignmentExport& service);
[[nodiscard]] platform::http::Routes formula_routes(const FormulaService& service);

}  // namespace bailiwick::crm
