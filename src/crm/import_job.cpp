#include "crm/import_job.hpp"

#include <algorithm>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "crm/import_head.hpp"
#include "crm/import_pass.hpp"
#include "crm/import_plan.hpp"
#include "crm/import_store.hpp"
#include "crm/object.hpp"
#include "crm/record_words.hpp"
#include "platform/db/indexes_later.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::crm {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace files = platform::files;
namespace jobs = platform::jobs;
using import_store::ImportKey;
using import_store::Part;

constexpr std::size_t kReasonsShown = 3;
// Records whose words are written together: some 350 MB. Those of a whole file come to an empty table in its order, at its end.
constexpr std::size_t kWordsTogether = 1'000'000;
// How far a run is once its rows are written, and once their indexes are made.
constexpr double kRowsWritten = 0.6;
constexpr double kIndexesMade = 0.8;

ImportId import_of(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  return ImportId::parse(payload.value("import", "")).value_or(ImportId());
}

// Jobs end with one error: the first reasons, together.
Error joined(const Errors& errors) {
  Error all = errors.front();
  for (std::size_t i = 1; i < errors.size() && i < kReasonsShown; ++i)
    all.message += " " + errors[i].message;
  if (errors.size() > kReasonsShown)
    all.message += fmt::format(" And {} more.", errors.size() - kReasonsShown);
  return all;
}

// Why a run in the mode all_or_nothing ends without one record.
Error nothing_imported(const ImportOutcome& outcome) {
  const std::string rows =
      outcome.rejected == 1 ? "1 row is" : fmt::format("{} rows are", outcome.rejected);
  std::string message = fmt::format("{} wrong, so nothing was imported.", rows);
  const auto first = std::ranges::find(outcome.problems, false, &ImportProblem::is_left_out);
  if (first != outcome.problems.end())
    message += fmt::format(" The first, on line {}{}{}: {}", first->line,
                           first->column.empty() ? "" : ", ", first->column, first->message);
  return {ErrorCode::kInvalidInput, "K055", std::move(message)};
}

Error cancelled() { return {ErrorCode::kCancelled, "K058", "The import was cancelled."}; }
Error overtaken() {
  return {ErrorCode::kUnavailable, "K056", "Another attempt has moved this import on."};
}

enum class Purpose { kCheck, kRun };

// Reads the rows of a block while those of the one before are settled.
class ReadAhead {
 public:
  ReadAhead(const ImportPass& pass, std::size_t place) : pass_(pass) { begin(place); }

  [[nodiscard]] bool has_next() const { return next_.valid(); }
  struct Rows {
    ImportBlock block;
    std::vector<RowDraft> drafts;
  };
  Rows take() {
    Rows rows = next_.get();
    begin(rows.block.end);
    return rows;
  }

 private:
  void begin(std::size_t place) {
    if (place >= pass_.row_count()) return;
    next_ = std::async(std::launch::async, [this, place] {
      const ImportBlock block = pass_.block_at(place);
      return Rows{block, pass_.read(block)};
    });
  }

  const ImportPass& pass_;
  std::future<Rows> next_;
};

// One attempt at one import.
class Attempt {
 public:
  Attempt(const ImportJobParts& parts, jobs::JobContext& context, Purpose purpose)
      : parts_(parts),
        context_(context),
        purpose_(purpose),
        key_{context.job().tenant, import_of(context.job())} {}

  Result<jobs::JobOutcome> perform() {
    context_.progress(0.0, "Reading the file");
    if (const auto loaded = load(); !loaded) return tl::unexpected(loaded.error());
    const auto outcome = purpose_ != Purpose::kCheck ? run()
                         : is_whole()                ? rehearse_whole()
                                                     : rehearse(0.0, 1.0);
    if (!outcome) return tl::unexpected(outcome.error());
    return ending(*outcome);
  }

 private:
  Result<void> load() {
    auto read = parts_.database.read([&](db::Connection& connection) -> Result<ImportSchema> {
      auto import = import_store::find(connection, key_);
      if (!import) return tl::unexpected(import.error());
      if (!*import || (*import)->job != context_.job().id)
        return fail(ErrorCode::kNotFound, "K050",
                    fmt::format("There is no import {} of this job.", key_.import.text()));
      import_ = std::move(**import);
      return parts_.schema(connection, key_.tenant, import_.object);
    });
    if (!read) return tl::unexpected(read.error());
    schema_ = std::move(*read);
    auto text = file_text();
    if (!text) return tl::unexpected(text.error());
    auto file = files::text_from_bytes(import_.name, std::move(*text));
    if (!file) return tl::unexpected(file.error());
    const bool has_header = import_.facts.has_header;
    auto csv =
        files::parse_csv(std::move(*file), {.has_header = has_header, .keeps_bad_rows = true});
    if (!csv) return tl::unexpected(joined(csv.error()));
    file_.emplace(std::move(*csv));
    auto plan = make_plan(schema_, column_names(file_->table, has_header),
                          import_.order.value_or(ImportOrder()));
    if (!plan) return tl::unexpected(joined(plan.error()));
    plan_ = std::move(*plan);
    plan_.source = import_.facts.source;
    plan_.form.short_year_max = short_year_max(import_.created_at);
    if (is_whole() && parts_.alignment == nullptr)
      return fail(ErrorCode::kInternal, "K057", "Nothing here writes territories.");
    pass_.emplace(ImportPass::Ports{is_whole() ? *parts_.alignment : parts_.writer, parts_.finder},
                  ImportActor{key_.tenant, import_.created_by}, plan_, *file_);
    return {};
  }

  // What rows of the alignment come to follows from the rows before them, so it is rehearsed by doing all of it and undoing that.
  bool is_whole() const { return is_of_alignment(import_.object); }

  Result<std::string> file_text() const {
    std::string text;
    for (std::int64_t index = 0;; ++index) {
      auto chunk = parts_.database.read([&](db::Connection& connection) {
        return import_store::chunk_from(connection, key_, Part::kFile, index);
      });
      if (!chunk) return tl::unexpected(chunk.error());
      if (!*chunk) break;
      if ((*chunk)->index != index) text.clear();
      text += (*chunk)->content;
    }
    if (!text.empty()) return text;
    return fail(
        ErrorCode::kInternal, "K057",
        fmt::format("The file of {} is not there any more. Upload it again.", import_.name));
  }

  void tell(double fraction, std::string_view done, std::size_t rows,
            const ImportOutcome& outcome) {
    context_.progress(fraction, fmt::format("{} of {} rows {}, {} with problems", rows,
                                            pass_->row_count(), done, outcome.rejected));
  }

  Result<void> clear_lists() {
    return parts_.database.write([&](db::Connection& connection) -> Result<void> {
      if (auto done = import_store::clear(connection, key_, Part::kRejects); !done) return done;
      return import_store::clear(connection, key_, Part::kLeftOut);
    });
  }

  // What was rejected and what was left out, for whoever puts it right.
  struct Lists {
    std::string rejects;
    std::string left_out;
  };
  Result<void> keep(db::Connection& connection, std::size_t place, const Lists& lists) {
    const auto index = static_cast<std::int64_t>(place);
    if (!lists.rejects.empty()) {
      const auto put =
          import_store::put_chunk(connection, key_, Part::kRejects, index, lists.rejects);
      if (!put) return put;
    }
    if (lists.left_out.empty()) return {};
    return import_store::put_chunk(connection, key_, Part::kLeftOut, index, lists.left_out);
  }

  // What would come of all rows, told as the progress from `begin` to `end`.
  Result<ImportOutcome> rehearse(double begin, double end) {
    if (const auto cleared = clear_lists(); !cleared) return tl::unexpected(cleared.error());
    ImportOutcome outcome;
    ReadAhead rows(*pass_, 0);
    while (rows.has_next()) {
      if (context_.is_stopping()) return tl::unexpected(cancelled());
      const auto [block, drafts] = rows.take();
      const auto settled = parts_.database.read(
          [&](db::Connection& connection) { return pass_->settle(connection, drafts, true); });
      if (!settled) return tl::unexpected(settled.error());
      if (!settled->rejects.empty() || !settled->left_out.empty()) {
        const auto kept = parts_.database.write([&](db::Connection& connection) {
          return keep(connection, block.begin, {settled->rejects, settled->left_out});
        });
        if (!kept) return tl::unexpected(kept.error());
      }
      add_to(outcome, settled->outcome);
      const double share = static_cast<double>(block.end) / static_cast<double>(pass_->row_count());
      tell(begin + (end - begin) * share, "checked", block.end, outcome);
    }
    return outcome;
  }

  Result<ImportOutcome> run() {
    const bool is_done = import_.rows_done >= static_cast<std::int64_t>(pass_->row_count());
    if (is_done) return import_.outcome.value_or(ImportOutcome());
    if (import_.order && import_.order->mode == ImportMode::kGoodRows) return run_good_rows();
    if (const auto cleared = clear_lists(); !cleared) return tl::unexpected(cleared.error());
    return run_whole();
  }

  Result<ImportOutcome> run_good_rows() {
    ImportOutcome outcome = import_.outcome.value_or(ImportOutcome());
    if (import_.rows_done == 0) {
      if (const auto cleared = clear_lists(); !cleared) return tl::unexpected(cleared.error());
      outcome = {};
    }
    ReadAhead rows(*pass_, static_cast<std::size_t>(import_.rows_done));
    while (rows.has_next()) {
      if (context_.is_stopping()) return tl::unexpected(cancelled());
      const auto [block, drafts] = rows.take();
      const auto settled =
          parts_.database.write([&](db::Connection& connection) -> Result<ImportOutcome> {
            const auto written = pass_->settle(connection, drafts, false);
            if (!written) return tl::unexpected(written.error());
            ImportOutcome all = outcome;
            add_to(all, written->outcome);
            if (const auto moved = move_on(connection, block.begin, block.end, all); !moved)
              return tl::unexpected(moved.error());
            const auto kept = keep(connection, block.begin, {written->rejects, written->left_out});
            if (!kept) return tl::unexpected(kept.error());
            return all;
          });
      if (!settled) return settled;
      outcome = *settled;
      tell(static_cast<double>(block.end) / static_cast<double>(pass_->row_count()), "imported",
           block.end, outcome);
    }
    return outcome;
  }

  // Whether the desk of leads is told of new rows, and looks among them for who has how many.
  bool is_for_desk() const {
    return import_.object == ObjectKind::kLead || import_.object == ObjectKind::kActivity;
  }

  // All rows in the transaction of the caller, which may have been tried before; `lists` is of the alignment alone, whose rehearsal undoes what is kept. (A parent is looked up among the rows before it, so there its indexes are needed.)
  Result<void> write_all(db::Connection& connection, ImportOutcome& outcome, Lists& lists) {
    WordsLater words;
    pass_->forget();
    outcome = {};
    lists = {};
    const auto write = [&](db::Connection& same) {
      return write_rows(same, words, outcome, lists);
    };
    // Ids and times grow, so rows come at the end of these.
    const auto is_in_order = [](std::string_view index) {
      return index.ends_with("_updated") || index.ends_with("_parent");
    };
    // Undone with all the rest: the indexes that were there are there again.
    const auto may_go_on = [&]() -> Result<void> {
      if (context_.is_stopping()) return tl::unexpected(cancelled());
      return {};
    };
    const bool needs_indexes = is_whole() || is_for_desk() || pass_->has_parents();
    const auto filled = needs_indexes ? write(connection)
                                      : db::fill_before_indexes(
                                            connection,
                                            {.table = object_of(import_.object).table,
                                             .rows = static_cast<std::int64_t>(pass_->row_count()),
                                             .is_in_order = is_in_order,
                                             .may_go_on = may_go_on},
                                            write);
    if (!filled) return filled;
    if (const auto goes_on = may_go_on(); !goes_on) return goes_on;
    context_.progress(kIndexesMade, "Making the rows findable");
    return words.write(connection, key_.tenant);
  }

  Result<void> write_rows(db::Connection& connection, WordsLater& words, ImportOutcome& outcome,
                          Lists& lists) {
    ReadAhead rows(*pass_, 0);
    while (rows.has_next()) {
      if (context_.is_stopping()) return tl::unexpected(cancelled());
      auto [block, drafts] = rows.take();
      const auto settled = pass_->settle(connection, std::move(drafts), false, &words);
      if (!settled) return tl::unexpected(settled.error());
      add_to(outcome, settled->outcome);
      if (outcome.rejected > 0 && !is_whole()) return tl::unexpected(nothing_imported(outcome));
      const double share = static_cast<double>(block.end) / static_cast<double>(pass_->row_count());
      tell(kRowsWritten * share, purpose_ == Purpose::kCheck ? "checked" : "imported", block.end,
           outcome);
      if (is_whole()) {
        lists.rejects += settled->rejects;
        lists.left_out += settled->left_out;
      } else if (const auto kept = keep(connection, block.begin, {{}, settled->left_out}); !kept) {
        return kept;
      }
      if (words.record_count() < kWordsTogether || !rows.has_next()) continue;
      if (const auto done = words.write(connection, key_.tenant); !done) return done;
    }
    words.begin_sorting();
    context_.progress(kRowsWritten, "Making the rows findable");
    return {};
  }

  Result<ImportOutcome> rehearse_whole() {
    if (const auto cleared = clear_lists(); !cleared) return tl::unexpected(cleared.error());
    ImportOutcome outcome;
    Lists lists;
    bool is_rehearsed = false;
    const auto undone = parts_.database.write([&](db::Connection& connection) -> Result<void> {
      is_rehearsed = false;
      if (const auto done = write_all(connection, outcome, lists); !done) return done;
      is_rehearsed = true;
      return tl::unexpected(cancelled());
    });
    if (!is_rehearsed) return tl::unexpected(undone.error());
    const auto kept = parts_.database.write(
        [&](db::Connection& connection) { return keep(connection, 0, lists); });
    if (!kept) return tl::unexpected(kept.error());
    return outcome;
  }

  // Files are checked before they are imported, so rows that are wrong are rare here: the first ends the transaction, and all are looked for outside it.
  Result<ImportOutcome> run_whole() {
    context_.progress(0.0, fmt::format("Importing {} rows at once", pass_->row_count()));
    ImportOutcome outcome;
    Lists lists;
    const auto written = parts_.database.write([&](db::Connection& connection) -> Result<void> {
      if (const auto done = write_all(connection, outcome, lists); !done) return done;
      if (outcome.rejected > 0) return tl::unexpected(nothing_imported(outcome));
      if (is_whole())
        if (const auto kept = keep(connection, 0, lists); !kept) return kept;
      return move_on(connection, 0, pass_->row_count(), outcome);
    });
    if (written) return outcome;
    if (outcome.rejected == 0) return tl::unexpected(written.error());
    if (is_whole()) return give_up(outcome, lists);
    pass_->forget();
    const auto rehearsed = rehearse(kRowsWritten, 1.0);
    if (!rehearsed) return rehearsed;
    return give_up(rehearsed->rejected > 0 ? *rehearsed : outcome, {});
  }

  Result<void> move_on(db::Connection& connection, std::size_t from, std::size_t to,
                       const ImportOutcome& outcome) {
    const import_store::Advance rows{context_.job().id, static_cast<std::int64_t>(from),
                                     static_cast<std::int64_t>(to)};
    const auto moved = import_store::advance(connection, key_, rows, outcome);
    if (!moved) return tl::unexpected(moved.error());
    if (!*moved) return tl::unexpected(overtaken());
    return {};
  }

  // Nothing of the run is kept; what is wrong is.
  Result<ImportOutcome> give_up(const ImportOutcome& found, const Lists& lists) {
    ImportOutcome outcome = ordered(found);
    outcome.added = outcome.updated = outcome.unchanged = 0;
    const auto kept = parts_.database.write([&](db::Connection& connection) -> Result<void> {
      const auto finished =
          import_store::finish(connection, key_, context_.job().id, ImportState::kFailed, outcome);
      if (!finished) return finished;
      return keep(connection, pass_->row_count(), lists);
    });
    if (!kept) return tl::unexpected(kept.error());
    return tl::unexpected(nothing_imported(outcome));
  }

  // Blocks go by level; people go by line.
  static ImportOutcome ordered(ImportOutcome outcome) {
    std::ranges::stable_sort(outcome.problems, {}, &ImportProblem::line);
    return outcome;
  }

  jobs::JobOutcome ending(const ImportOutcome& found) const {
    const ImportOutcome outcome = ordered(found);
    const nlohmann::json result = {{"import", key_.import.text()},
                                   {"added", outcome.added},
                                   {"updated", outcome.updated},
                                   {"unchanged", outcome.unchanged},
                                   {"rejected", outcome.rejected}};
    const bool is_check = purpose_ == Purpose::kCheck;
    return {.result = result.dump(),
            .save = [parts = parts_, key = key_, job = context_.job(), outcome,
                     is_check](db::Connection& connection) -> Result<void> {
              const auto state = is_check ? ImportState::kChecked : ImportState::kDone;
              const auto finished = import_store::finish(connection, key, job.id, state, outcome);
              if (!finished || is_check) return finished;
              const auto logged =
                  parts.log.append(connection, {key.tenant,
                                                {job.created_by, audit::Via::kSystem, {}},
                                                "import.done",
                                                key.import.text(),
                                                audit::Details()
                                                    .id("job", job.id)
                                                    .number("added", outcome.added)
                                                    .number("updated", outcome.updated)
                                                    .number("rejected", outcome.rejected)});
              if (!logged) return tl::unexpected(logged.error());
              return {};
            }};
  }

  const ImportJobParts& parts_;
  jobs::JobContext& context_;
  Purpose purpose_;
  ImportKey key_;
  Import import_;
  ImportSchema schema_;
  std::optional<files::Csv> file_;
  ImportPlan plan_;
  std::optional<ImportPass> pass_;
};

jobs::JobKind kind_of(std::string_view name, const ImportJobParts& parts, Purpose purpose) {
  return {.name = std::string(name), .run = [parts, purpose](jobs::JobContext& context) {
            return Attempt(parts, context, purpose).perform();
          }};
}

}  // namespace

jobs::JobKind import_check_kind(const ImportJobParts& parts) {
  return kind_of(kImportCheckKind, parts, Purpose::kCheck);
}
jobs::JobKind import_run_kind(const ImportJobParts& parts) {
  return kind_of(kImportRunKind, parts, Purpose::kRun);
}

std::string import_payload(ImportId import) {
  return nlohmann::json{{"import", import.text()}}.dump();
}

}  // namespace bailiwick::crm
