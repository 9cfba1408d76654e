// `bailiwick plan export|import|diff|merge`: plans as text, for scripts and for git.
#include <ostream>
#include <utility>

#include <fmt/core.h>

#include "main/application_command.hpp"
#include "main/on_behalf.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "planning/board_text.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace files = platform::files;
namespace identity = platform::identity;
using command::Console;
using command::ExitCode;
using command::ParsedOptions;
using planning::BoardText;

constexpr std::string_view kExportTeaching =
    R"(Writes what a plan says now as text: a line a territory and a line a unit, in a stable order, so that a move is one line in a git diff. The
plan is named by its name or its id.

Examples
  bailiwick plan export "Spring 2027" --as kim@example.com --out spring.plan)";

constexpr std::string_view kImportTeaching =
    R"(Makes a plan what a text says, as one change of its history: territories by their ids, units by theirs; units that the text does not name stay.

Examples
  bailiwick plan import spring.plan --into "Spring 2027" --as kim@example.com --reason "agreed on Monday")";

constexpr std::string_view kDiffTeaching =
    R"(Says what two texts of plans say differently: what each territory gains and loses, and every unit that changes hands. Needs no server.

Examples
  bailiwick plan diff spring.plan summer.plan
  git difftool --extcmd 'bailiwick plan diff' HEAD~1 -- spring.plan)";

constexpr std::string_view kMergeTeaching =
    R"(Merges two texts that began as the same: what one side alone changed is taken, what both changed otherwise is told and nothing is written, unless
--take says which side is right. Needs no server; as a git merge driver it takes BASE OURS THEIRS (%O %A %B).

Examples
  bailiwick plan merge base.plan ours.plan theirs.plan --out merged.plan
  bailiwick plan merge base.plan ours.plan theirs.plan --take theirs)";

ExitCode report(const Errors& errors, const Console& console) {
  return command::report_errors(errors, false, console);
}

// By name or id, among the newest first.
Result<planning::Plan> plan_called(const Application& application,
                                   const identity::Principal& principal, const std::string& word) {
  std::optional<planning::PlanId> before;
  do {
    const auto page = application.plans().plans(principal, before, 200);
    if (!page) return tl::unexpected(page.error());
    for (const planning::Plan& plan : page->items)
      if (plan.name == word || plan.id.text() == word) return plan;
    before = page->next;
  } while (before);
  return fail(ErrorCode::kNotFound, "X065",
              fmt::format("There is no plan \"{}\"; the app's list of plans has all names.", word));
}

Checked<BoardText> read_plan_text(const std::string& path) {
  const auto file = files::read_text(path);
  if (!file) return fail(Errors{file.error()});
  return planning::parse_board_text(*file);
}

// All of them, or every mistake of all; brought into one order.
Checked<std::vector<BoardText>> read_plan_texts(const std::vector<std::string>& paths) {
  std::vector<BoardText> texts;
  Errors errors;
  for (const std::string& path : paths) {
    auto text = read_plan_text(path);
    if (text)
      texts.push_back(std::move(*text));
    else
      errors.insert(errors.end(), text.error().begin(), text.error().end());
  }
  if (!errors.empty()) return fail(std::move(errors));
  std::vector<BoardText*> all;
  for (BoardText& text : texts) all.push_back(&text);
  if (auto aligned = planning::align_units(all); !aligned) return fail(std::move(aligned.error()));
  return texts;
}

ExitCode write_text(const std::string& text, const ParsedOptions& options, const Console& console) {
  const auto written = write_pieces(
      [&, is_done = false](std::string& piece) mutable {
        if (!is_done) piece = text;
        return !std::exchange(is_done, true);
      },
      options.value("out").value_or(""), console);
  return written ? ExitCode::kOk : report({written.error()}, console);
}

ExitCode export_plan(Application& application, const ParsedOptions& options,
                     const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report({principal.error()}, console);
  const auto plan = plan_called(application, *principal, options.operands.front());
  if (!plan) return report({plan.error()}, console);
  const auto view = application.studio().boards.board(*principal, plan->id);
  if (!view) return report(view.error(), console);
  const planning::Desk& desk = *view->desk;
  return write_text(
      planning::text_of(
          {.name = plan->name, .units = desk.ground->problem.unit_ids, .board = desk.board}),
      options, console);
}

ExitCode import_plan(Application& application, const ParsedOptions& options,
                     const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report({principal.error()}, console);
  const auto text = read_plan_text(options.operands.front());
  if (!text) return report(text.error(), console);
  const auto plan =
      plan_called(application, *principal, options.value("into").value_or(text->name));
  if (!plan) return report({plan.error()}, console);
  const auto made = application.studio().boards.make(
      *principal, plan->id,
      [&](const planning::Desk& desk) -> Checked<planning::BoardService::Wanted> {
        const auto after = planning::board_after(desk.board, *desk.ground->lookup, *text);
        if (!after) return fail(after.error());
        return planning::BoardService::Wanted{.kind = planning::BoardChangeKind::kImport,
                                              .patch = planning::between(desk.board, *after),
                                              .reason = options.value("reason")};
      },
      options.has("preview"));
  if (!made) return report(made.error(), console);
  console.out << fmt::format(
      "{}: {} unit(s) {}, revision {}\n", plan->name, made->patch.moves.size(),
      options.has("preview") ? "would move" : "moved", made->after->revision);
  return ExitCode::kOk;
}

ExitCode diff_plans(const ParsedOptions& options, const Console& console) {
  const auto texts = read_plan_texts(options.operands);
  if (!texts) return report(texts.error(), console);
  console.out << planning::diff_text(texts->at(0), texts->at(1));
  return ExitCode::kOk;
}

ExitCode merge_plans(const ParsedOptions& options, const Console& console) {
  planning::MergeChoices choices;
  if (const auto take = options.value("take")) {
    choices.all = planning::parse_merge_side(*take);
    if (!choices.all)
      return report({{ErrorCode::kInvalidInput, "X066",
                      fmt::format("--take is \"ours\" or \"theirs\", not \"{}\".", *take)}},
                    console);
  }
  const auto texts = read_plan_texts(options.operands);
  if (!texts) return report(texts.error(), console);
  const planning::MergedText merged =
      planning::merge_text(texts->at(0), texts->at(1), texts->at(2), choices);
  if (merged.conflicts.empty()) return write_text(merged.text, options, console);
  Errors errors;
  for (const std::string& conflict : merged.conflicts)
    errors.push_back({ErrorCode::kConflict, "X067", "Both sides changed " + conflict + "."});
  errors.push_back({ErrorCode::kConflict, "X067",
                    "Nothing was written. Change one of the texts, or say --take ours or --take "
                    "theirs."});
  return report(errors, console);
}

command::CommandSpec offline(std::string_view name, std::string_view summary,
                             std::string_view usage, std::string_view teaching, std::size_t texts) {
  return {.name = name,
          .group = "The server",
          .summary = summary,
          .usage = usage,
          .teaching = teaching,
          .options = {command::help_option()},
          .operands_min = texts,
          .operands_max = texts};
}

}  // namespace

std::vector<command::Command> plan_commands() {
  constexpr std::string_view kHow = "The plan";
  constexpr command::OptionSpec kAs{"as", "ADDRESS", kHow, "On behalf of whom. Needed."};
  constexpr command::OptionSpec kOut{"out", "FILE", kHow, "Where to. Else to standard output."};
  auto exports = server_command("plan export", "write a plan as text, for git and scripts",
                                "PLAN --as ADDRESS [OPTIONS]", kExportTeaching);
  exports.options.insert(exports.options.begin(), {kAs, kOut});
  exports.operands_min = exports.operands_max = 1;
  auto imports = server_command("plan import", "make a plan what a text says",
                                "FILE --as ADDRESS [OPTIONS]", kImportTeaching);
  imports.options.insert(imports.options.begin(),
                         {kAs,
                          {"into", "PLAN", kHow, "Its name or id. Else the name in the text."},
                          {"reason", "WORDS", kHow, "Why; shown in the history."},
                          {"preview", "", kHow, "Say what would move, and write nothing."}});
  imports.operands_min = imports.operands_max = 1;
  auto diffs = offline("plan diff", "say what two texts of plans say differently",
                       "BEFORE.plan AFTER.plan", kDiffTeaching, 2);
  auto merges = offline("plan merge", "merge two texts that began as the same",
                        "BASE.plan OURS.plan THEIRS.plan [OPTIONS]", kMergeTeaching, 3);
  merges.options.insert(
      merges.options.begin(),
      {kOut, {"take", "SIDE", kHow, "Settles conflicts: \"ours\" or \"theirs\"."}});
  return {{exports, run_with_application<export_plan>},
          {imports, run_with_application<import_plan>},
          {diffs, diff_plans},
          {merges, merge_plans}};
}

}  // namespace bailiwick
