#include "crm/import_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "crm/import_facts.hpp"
#include "crm/import_head.hpp"
#include "crm/import_job.hpp"
#include "crm/import_json.hpp"
#include "crm/import_pass.hpp"
#include "crm/import_plan.hpp"
#include "crm/import_store.hpp"
#include "platform/files/csv.hpp"
#include "platform/identity/environment.hpp"
#include "platform/jobs/store.hpp"

namespace bailiwick::crm {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace files = platform::files;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;
using identity::Principal;
using import_store::Part;

constexpr std::int64_t kPrunedAtOnce = 20;
constexpr std::int64_t kSecondsADay = 86'400;

tl::unexpected<Error> no_import(ImportId id) {
  return fail(ErrorCode::kNotFound, "K050", fmt::format("There is no import {}.", id.text()));
}

std::optional<Error> mistake_of_name(std::string_view name) {
  const bool is_blank = name.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!is_blank && name.size() <= kImportNameBytesMax) return std::nullopt;
  return Error{ErrorCode::kInvalidInput, "K053",
               fmt::format("A file's name has 1 to {} bytes.", kImportNameBytesMax), "?name"};
}

// A file that is text, but of another kind than CSV.
std::optional<Error> mistake_of_kind(const std::string& name, std::string_view text) {
  const std::string_view begin =
      text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const std::size_t second = begin.find_first_not_of(" \t\r\n", 1);
  const bool is_json = (begin.starts_with('{') || begin.starts_with('[')) &&
                       second != std::string_view::npos &&
                       std::string_view("\"{[}]").find(begin[second]) != std::string_view::npos;
  if (!is_json && !begin.starts_with("<?xml")) return std::nullopt;
  return Error{ErrorCode::kInvalidInput, "K053",
               fmt::format("{} is {}, and rows are imported from CSV. Export it as CSV where it "
                           "comes from.",
                           name, is_json ? "JSON" : "XML")};
}

// Whoever brings in what the alignment keeps must be allowed to change it.
Result<void> may_import(const Principal& principal, ObjectKind object) {
  if (!is_of_alignment(object)) return {};
  return identity::require(principal, Permission::kTerritoriesManage);
}

std::optional<Error> mistake_of_size(ObjectKind object, std::size_t row_count) {
  if (!is_of_alignment(object) || row_count <= kAlignmentRowsMax) return std::nullopt;
  return Error{ErrorCode::kLimit, "K060",
               fmt::format("The file has {} rows; {} of {} can be imported at once. Split it.",
                           row_count, kAlignmentRowsMax, object_of(object).plural)};
}

// What the stored state means now that the job stands where it does.
ImportState state_now(const Import& import, const std::optional<jobs::Job>& job) {
  const bool is_under_way =
      import.state == ImportState::kChecking || import.state == ImportState::kRunning;
  const bool is_lost = !job && is_under_way;
  if (is_lost) return ImportState::kFailed;
  if (!job) return import.state;
  if (!jobs::is_finished(job->state))
    return job->kind == kImportCheckKind ? ImportState::kChecking : ImportState::kRunning;
  if (!is_under_way) return import.state;
  return job->state == jobs::JobState::kCancelled ? ImportState::kCancelled : ImportState::kFailed;
}

Result<Import> with_state(db::Connection& connection, TenantId tenant, Import import) {
  if (!import.job) return import;
  const auto job = jobs::find(connection, tenant, *import.job);
  if (!job) return tl::unexpected(job.error());
  import.state = state_now(import, *job);
  return import;
}

// Why it can be neither checked nor run now.
std::optional<Error> hindrance(const Import& import, bool is_check) {
  if (import.state == ImportState::kChecking || import.state == ImportState::kRunning)
    return Error{
        ErrorCode::kConflict, "K051",
        fmt::format("{} is being checked or imported; wait, or cancel its job.", import.name)};
  if (import.state == ImportState::kDone)
    return Error{
        ErrorCode::kConflict, "K052",
        fmt::format("{} was imported already. Upload the file again to import it once more.",
                    import.name)};
  if (is_check && import.rows_done > 0)
    return Error{ErrorCode::kConflict, "K052",
                 fmt::format("{} was imported in part. Run it to go on, or upload the file again.",
                             import.name)};
  return std::nullopt;
}

Result<void> put_file(db::Connection& connection, const import_store::ImportKey& key,
                      const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string piece(import_store::kChunkBytes, '\0');
  for (std::int64_t index = 0; in; ++index) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto size = static_cast<std::size_t>(in.gcount());
    if (size == 0) break;
    const auto put = import_store::put_chunk(connection, key, Part::kFile, index,
                                             std::string_view(piece).substr(0, size));
    if (!put) return put;
  }
  return {};
}

std::vector<std::string> names_of(const ImportFacts& facts) {
  std::vector<std::string> names;
  for (const ColumnGuess& column : facts.columns) names.push_back(column.name);
  return names;
}

// The file's header with one more column, called differently from all others.
std::string rejects_header(const ImportFacts& facts) {
  std::vector<std::string> names = names_of(facts);
  std::string problem = "problem";
  while (std::find(names.begin(), names.end(), problem) != names.end()) problem += "_";
  names.push_back(problem);
  const std::vector<std::string_view> fields(names.begin(), names.end());
  std::string header;
  files::append_csv_row(header, fields);
  return header;
}

// Cut between characters where it is too long.
std::string title_of(std::string_view what, std::string_view name) {
  std::string title = fmt::format("{} of {}", what, name);
  if (title.size() <= jobs::kTitleBytesMax) return title;
  std::size_t end = jobs::kTitleBytesMax;
  while ((static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U) --end;
  return title.substr(0, end);
}

}  // namespace

Result<std::vector<ImportSchema>> ImportService::schemas(const Principal& principal) const {
  const auto objects =
      principal.may(Permission::kTerritoriesManage) ? import_objects() : all_objects();
  return parts_.database.read([&](db::Connection& connection) -> Result<std::vector<ImportSchema>> {
    std::vector<ImportSchema> all;
    for (const ObjectSpec& object : objects) {
      auto schema = parts_.schema(connection, principal.tenant, object.kind);
      if (!schema) return tl::unexpected(schema.error());
      all.push_back(std::move(*schema));
    }
    return all;
  });
}

Checked<Import> ImportService::upload(const Principal& principal,
                                      const ImportUpload& upload) const {
  if (const auto may = identity::require(principal, Permission::kCrmImport); !may)
    return fail(Errors{may.error()});
  if (upload.object)
    if (const auto may = may_import(principal, *upload.object); !may)
      return fail(Errors{may.error()});
  if (const auto mistake = mistake_of_name(upload.name)) return fail(Errors{*mistake});
  std::ifstream in(upload.path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  auto text = files::text_from_bytes(upload.name, std::move(bytes));
  if (!text) return fail(Errors{text.error()});
  if (const auto mistake = mistake_of_kind(upload.name, text->text)) return fail(Errors{*mistake});
  const auto schemas = this->schemas(principal);
  if (!schemas) return fail(Errors{schemas.error()});
  const bool is_headed = looks_headed(text->text, *schemas);
  const bool has_header = upload.has_header.value_or(is_headed);
  const auto csv =
      files::parse_csv(std::move(*text), {.has_header = has_header, .keeps_bad_rows = true});
  if (!csv) return fail(csv.error());
  if (csv->table.row_count() == 0)
    return fail(Errors{{ErrorCode::kInvalidInput, "K053",
                        fmt::format("{} has no rows below its header.", upload.name)}});
  const FileGuess guess = guess_file(csv->table, *schemas, upload.object);
  if (!guess.object) {
    return fail(Errors{
        {ErrorCode::kInvalidInput, "K049",
         fmt::format("Which object the rows of {} are cannot be told from its columns. Name it.",
                     upload.name),
         "?object"}});
  }
  if (const auto mistake = mistake_of_size(*guess.object, csv->table.row_count()))
    return fail(Errors{*mistake});
  Import import;
  import.id = ImportId(parts_.ids.next());
  import.object = *guess.object;
  import.name = upload.name;
  import.created_at = parts_.clock();
  import.facts = facts_of_file(*csv, guess,
                               {.schema = (*schemas)[static_cast<std::size_t>(*guess.object)],
                                .name = upload.name,
                                .has_header = has_header,
                                .is_utf16 = is_utf16,
                                .came = import.created_at});
  import.facts.looks_headed = is_headed;
  import.created_by = principal.person;
  if (const auto kept = keep(principal, import, upload.path); !kept)
    return fail(Errors{kept.error()});
  return import;
}

Result<void> ImportService::keep(const Principal& principal, const Import& import,
                                 const std::string& path) const {
  return parts_.database.write([&](db::Connection& connection) -> Result<void> {
    if (auto added = import_store::insert(connection, principal.tenant, import); !added)
      return added;
    if (auto put = put_file(connection, {principal.tenant, import.id}, path); !put) return put;
    const auto logged = parts_.log.append(
        connection, {principal.tenant, actor_of(principal), "import.uploaded", import.id.text(),
                     audit::Details()
                         .code("object", object_of(import.object).name)
                         .number("rows", import.facts.row_count)});
    if (!logged) return tl::unexpected(logged.error());
    return {};
  });
}

Result<Import> ImportService::visible(db::Connection& connection, const Principal& principal,
                                      ImportId id) const {
  auto found = import_store::find(connection, {principal.tenant, id});
  if (!found) return tl::unexpected(found.error());
  const bool is_seen =
      *found && ((*found)->created_by == principal.person || principal.may(Permission::kCrmManage));
  if (!is_seen) return no_import(id);
  return with_state(connection, principal.tenant, std::move(**found));
}

Result<Import> ImportService::import(const Principal& principal, ImportId id) const {
  if (const auto may = identity::require(principal, Permission::kCrmImport); !may)
    return tl::unexpected(may.error());
  return parts_.database.read(
      [&](db::Connection& connection) { return visible(connection, principal, id); });
}

Result<std::vector<Import>> ImportService::imports(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kCrmImport); !may)
    return tl::unexpected(may.error());
  const auto by =
      principal.may(Permission::kCrmManage) ? std::nullopt : std::optional(principal.person);
  return parts_.database.read([&](db::Connection& connection) -> Result<std::vector<Import>> {
    auto found = import_store::list(connection, principal.tenant, by, kImportsShown);
    if (!found) return found;
    for (Import& import : *found) {
      auto now = with_state(connection, principal.tenant, std::move(import));
      if (!now) return tl::unexpected(now.error());
      import = std::move(*now);
    }
    return found;
  });
}

// The import with what is asked of it, all of that judged.
Checked<Import> ImportService::ordered(const Principal& principal, ImportId id,
                                       const nlohmann::json& body, bool is_check) const {
  auto found = import(principal, id);
  if (!found) return fail(Errors{found.error()});
  if (const auto may = may_import(principal, found->object); !may) return fail(Errors{may.error()});
  if (const auto error = hindrance(*found, is_check)) return fail(Errors{*error});
  if (found->rows_done > 0) return *found;
  auto order = order_of(body, found->facts);
  if (!order) return fail(order.error());
  const auto schema = parts_.database.read([&](db::Connection& connection) {
    return parts_.schema(connection, principal.tenant, found->object);
  });
  if (!schema) return fail(Errors{schema.error()});
  const auto plan = make_plan(*schema, names_of(found->facts), *order);
  if (!plan) return fail(plan.error());
  found->order = std::move(*order);
  found->outcome.reset();
  return *found;
}

Checked<ImportStarted> ImportService::start(const Principal& principal, ImportId id,
                                            const nlohmann::json& body, bool is_check) const {
  const auto ready = ordered(principal, id, body, is_check);
  if (!ready) return fail(ready.error());
  const auto started =
      parts_.database.write([&](db::Connection& connection) -> Result<ImportStarted> {
        // Once more, now that nobody else can begin it.
        const auto now = visible(connection, principal, id);
        if (!now) return tl::unexpected(now.error());
        if (const auto error = hindrance(*now, is_check)) return tl::unexpected(*error);
        auto job = parts_.queue.enqueue(
            connection, {.tenant = principal.tenant,
                         .created_by = principal.person,
                         .kind = std::string(is_check ? kImportCheckKind : kImportRunKind),
                         .title = title_of(is_check ? "Check" : "Import", ready->name),
                         .payload = import_payload(id)});
        if (!job) return tl::unexpected(job.error());
        Import import = *ready;
        import.state = is_check ? ImportState::kChecking : ImportState::kRunning;
        import.job = job->id;
        if (const auto begun = import_store::begin(connection, principal.tenant, import); !begun)
          return tl::unexpected(begun.error());
        audit::Details details;
        details.id("job", job->id).number("rows", import.facts.row_count).truth("dry", is_check);
        const auto logged = parts_.log.append(connection, {principal.tenant, actor_of(principal),
                                                           "import.started", id.text(), details});
        if (!logged) return tl::unexpected(logged.error());
        return ImportStarted{std::move(import), std::move(*job)};
      });
  if (!started) return fail(Errors{started.error()});
  return *started;
}

Checked<ImportStarted> ImportService::check(const Principal& principal, ImportId id,
                                            const nlohmann::json& body) const {
  return start(principal, id, body, true);
}
Checked<ImportStarted> ImportService::run(const Principal& principal, ImportId id,
                                          const nlohmann::json& body) const {
  return start(principal, id, body, false);
}

Result<ImportService::Pieces> ImportService::rejects(const Principal& principal,
                                                     ImportId id) const {
  const auto found = import(principal, id);
  if (!found) return tl::unexpected(found.error());
  return pieces_of(principal, *found, Part::kRejects, rejects_header(found->facts));
}

Result<ImportService::Pieces> ImportService::left_out(const Principal& principal,
                                                      ImportId id) const {
  const auto found = import(principal, id);
  if (!found) return tl::unexpected(found.error());
  return pieces_of(principal, *found, Part::kLeftOut, std::string(kLeftOutHeader));
}

ImportService::Pieces ImportService::pieces_of(const Principal& principal, const Import& import,
                                               Part part, std::string header) const {
  return [&database = parts_.database, key = import_store::ImportKey{principal.tenant, import.id},
          part, header = std::move(header), next = std::int64_t{-1}](std::string& piece) mutable {
    if (next < 0) {
      piece = header;
      next = 0;
      return true;
    }
    auto chunk = database.read([&](db::Connection& connection) {
      return import_store::chunk_from(connection, key, part, next);
    });
    if (!chunk || !*chunk) return false;
    piece = std::move((*chunk)->content);
    next = (*chunk)->index + 1;
    return true;
  };
}

Result<void> ImportService::prune() const {
  const Instant before = parts_.clock().plus_seconds(-kImportDays * kSecondsADay);
  for (;;) {
    const auto pruned = parts_.database.write([&](db::Connection& connection) {
      return import_store::prune(connection, before, kPrunedAtOnce);
    });
    if (!pruned) return tl::unexpected(pruned.error());
    if (*pruned < kPrunedAtOnce) return {};
  }
}

}  // namespace bailiwick::crm
