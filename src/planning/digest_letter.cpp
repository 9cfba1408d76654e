#include "planning/digest_letter.hpp"

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "planning/paper_words.hpp"
#include "planning/working_time.hpp"

namespace bailiwick::planning {
namespace {

using platform::mail::html_text;

constexpr std::size_t kFridayIndex = 4;  // of weekday_of()

// One and many of something; {} is how many.
struct Counted {
  std::string_view one;
  std::string_view many;
};

struct DigestWords {
  Counted subject;
  std::string_view greeting;  // {} is the name
  Counted begin;
  Counted review, mention, proposal, answer, decision;
  std::string_view window;  // {} is until when
  std::string_view button;
  std::string_view daily, weekly;
  std::string_view settings;
};

constexpr DigestWords kDigestEnglish = {
    .subject = {"1 open matter in Bailiwick", "{} open matters in Bailiwick"},
    .greeting = "Hello {},",
    .begin = {"1 matter waits for you:", "{} matters wait for you:"},
    .review = {"the plan is to be reviewed", "the plan is to be reviewed"},
    .mention = {"1 mention of you", "{} mentions of you"},
    .proposal = {"1 proposal to decide about", "{} proposals to decide about"},
    .answer = {"1 answer in a thread of yours", "{} answers in threads of yours"},
    .decision = {"1 decision about a proposal of yours", "{} decisions about proposals of yours"},
    .window = "the plan can be challenged until {}",
    .button = "See them in Bailiwick",
    .daily = "You get this mail on working days on which there is something new.",
    .weekly = "You get this mail on Mondays, where something waits for you.",
    .settings = "Change or end it in your profile:"};

constexpr DigestWords kDigestDutch = {
    .subject = {"1 openstaand punt in Bailiwick", "{} openstaande punten in Bailiwick"},
    .greeting = "Hallo {},",
    .begin = {"Er wacht 1 punt op je:", "Er wachten {} punten op je:"},
    .review = {"het plan moet worden beoordeeld", "het plan moet worden beoordeeld"},
    .mention = {"je bent 1 keer genoemd", "je bent {} keer genoemd"},
    .proposal = {"1 voorstel om over te beslissen", "{} voorstellen om over te beslissen"},
    .answer = {"1 antwoord in een gesprek van jou", "{} antwoorden in gesprekken van jou"},
    .decision = {"1 beslissing over een voorstel van jou",
                 "{} beslissingen over voorstellen van jou"},
    .window = "tegen het plan kan bezwaar worden gemaakt tot {}",
    .button = "Bekijk ze in Bailiwick",
    .daily = "Je krijgt deze mail op werkdagen waarop er iets nieuws is.",
    .weekly = "Je krijgt deze mail op maandag, als er iets op je wacht.",
    .settings = "Wijzig of beëindig dat in je profiel:"};

std::string digest_text(const Counted& words, std::size_t count) {
  return count == 1 ? std::string(words.one) : fmt::format(fmt::runtime(words.many), count);
}

// "28 November 2026, 17:00".
std::string digest_moment(const DigestReader& reader, PaperLanguage language, Instant at) {
  const WallTime time = reader.zone.wall_time(at);
  return fmt::format("{}, {}:{:02}", PaperNumbers(language).date(time.day), time.minute / 60,
                     time.minute % 60);
}

struct PlanLines {
  PlanId plan;
  std::string name;
  std::vector<std::string> lines;
};

const Counted& words_for(const DigestWords& words, MatterKind kind) {
  switch (kind) {
    case MatterKind::kMention:
      return words.mention;
    case MatterKind::kProposal:
      return words.proposal;
    case MatterKind::kAnswer:
      return words.answer;
    case MatterKind::kDecision:
      return words.decision;
    case MatterKind::kReview:
    case MatterKind::kWindow:
      break;
  }
  return words.review;
}

// What waits in each plan, in the order of its most pressing matter.
std::vector<PlanLines> lines_by_plan(const DigestReader& reader, PaperLanguage language,
                                     const DigestWords& words, std::span<const Matter> matters) {
  std::vector<PlanLines> plans;
  for (std::size_t i = 0; i < matters.size(); ++i) {
    const Matter& matter = matters[i];
    const auto is_alike = [&](const Matter& other) {
      return other.plan == matter.plan && other.kind == matter.kind;
    };
    if (std::ranges::any_of(matters.first(i), is_alike)) continue;
    auto found = std::ranges::find(plans, matter.plan, &PlanLines::plan);
    if (found == plans.end())
      found =
          plans.insert(plans.end(), {.plan = matter.plan, .name = matter.plan_name, .lines = {}});
    const auto count = static_cast<std::size_t>(std::ranges::count_if(matters, is_alike));
    found->lines.push_back(matter.kind == MatterKind::kWindow && matter.until
                               ? fmt::format(fmt::runtime(words.window),
                                             digest_moment(reader, language, *matter.until))
                               : digest_text(words_for(words, matter.kind), count));
  }
  return plans;
}

}  // namespace

Instant next_digest_at(DigestRhythm rhythm, const TimeZone& zone, Instant after) {
  assert(rhythm != DigestRhythm::kNever);
  for (LocalDate day = zone.wall_time(after).day;; day = day.plus_days(1)) {
    const std::size_t weekday = weekday_of(day);
    if (rhythm == DigestRhythm::kWeekly ? weekday != 0 : weekday > kFridayIndex) continue;
    const Instant at = zone.instant({.day = day, .minute = kDigestMinute}, Twice::kFirst);
    if (after < at) return at;
  }
}

platform::mail::Mail digest_mail(const DigestReader& reader, DigestRhythm rhythm,
                                 std::span<const Matter> matters, std::string_view url) {
  assert(!matters.empty());
  const bool is_dutch = reader.locale.starts_with("nl");
  const PaperLanguage language = is_dutch ? PaperLanguage::kDutch : PaperLanguage::kEnglish;
  const DigestWords& words = is_dutch ? kDigestDutch : kDigestEnglish;
  const std::string greeting = fmt::format(fmt::runtime(words.greeting), reader.name);
  const std::string begin = digest_text(words.begin, matters.size());
  const std::string_view why = rhythm == DigestRhythm::kWeekly ? words.weekly : words.daily;
  std::string text = fmt::format("{}\n\n{}\n", greeting, begin);
  std::string html = fmt::format("<p>{}</p>\n<p>{}</p>\n", html_text(greeting), begin);
  for (const PlanLines& plan : lines_by_plan(reader, language, words, matters)) {
    text += fmt::format("\n{}\n", plan.name);
    html += fmt::format("<p><strong>{}</strong></p>\n<ul>\n", html_text(plan.name));
    for (const std::string& line : plan.lines) {
      text += fmt::format("- {}\n", line);
      html += fmt::format("<li>{}</li>\n", line);
    }
    html += "</ul>\n";
  }
  text += fmt::format("\n{}: {}/matters\n\n{} {} {}/profile\n", words.button, url, why,
                      words.settings, url);
  html += fmt::format(
      "<p><a href=\"{0}/matters\">{1}</a></p>\n<p>{2} {3} <a href=\"{0}/profile\">{0}/profile</a>"
      "</p>\n",
      html_text(url), words.button, why, words.settings);
  return {.to = {.name = reader.name, .email = reader.email},
          .subject = digest_text(words.subject, matters.size()),
          .text = std::move(text),
          .html = std::move(html)};
}

}  // namespace bailiwick::planning
