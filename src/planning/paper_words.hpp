// What sheets, reports and workbooks say, in English and Dutch, and how these write numbers and dates. Pure.
//
// English: 1,234.5, 3.2%, 27 November 2026. Dutch: 1.234,5, 3,2%, 27 november 2026. Minus is a true one. {} in a text is what is put in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "planning/plan.hpp"

namespace bailiwick::planning {

enum class PaperLanguage { kEnglish, kDutch };
[[nodiscard]] std::optional<PaperLanguage> parse_paper_language(std::string_view word);
[[nodiscard]] std::string_view name_of(PaperLanguage language);  // "en", "nl"

struct PaperWords {
  // Names of things, also headings of tables.
  std::string_view territory, territories, unit, units, plan, measure, amount, share, deviation,
      tolerance, rank, travel, pieces, mean, locked, yes;
  std::string_view draft, in_review, approved, active, archived;
  // A sheet.
  std::string_view sheet, place_among, rank_of, strip_key, strip_label, no_units, one_piece,
      many_pieces, rms_km, of_plan, allowed;
  std::string_view since_plan, no_plan_before, unchanged, is_new, units_gained, units_lost, gained,
      lost, net, from_territory, to_territory, and_more, with_territory;
  // A report.
  std::string_view report, all_met, some_unmet, asked_and_reached, asked, reached, worst, outside,
      certificate, bound, gap_best, no_bound, no_gap, proven, balance, balance_key, balance_clipped,
      map, map_numbers, map_key, map_framed, map_parts, hands, hands_summary, hands_none,
      hands_nothing, unmet, unmet_balance, unmet_pieces, unmet_empty, unmet_pin, unmet_forbid,
      unmet_together, connected_all, connected_not, farthest, page_of, made_on, and_unlisted,
      in_workbook, number, from, to, figures_note;
  // What the proof is of; parts as engine/territory/bound.hpp names them, in that order.
  std::string_view proven_of, proven_with, proven_without, and_last, part_balance,
      part_pinned_centres, part_radius, part_soft_balance, part_territory_cost, part_connectedness,
      part_other_balance, part_must_links, part_pairs, part_disruption, part_preferred_centres;
  // A workbook.
  std::string_view facts_sheet, units_sheet, changes_sheet, plan_total, lowest_quarter, median,
      highest_quarter, territory_before, territory_now, change, longitude, latitude, came, went;
  // What pictures show, for those who hear a paper.
  std::string_view shows_territory, shows_locator, shows_map, shows_part, shows_balance;
};
[[nodiscard]] const PaperWords& paper_words(PaperLanguage language);
[[nodiscard]] std::string_view state_word(const PaperWords& words, PlanState state);

// Numbers and dates of a language.
class PaperNumbers {
 public:
  explicit PaperNumbers(PaperLanguage language) : language_(language) {}
  [[nodiscard]] PaperLanguage language() const { return language_; }

  [[nodiscard]] std::string count(std::int64_t value) const;
  [[nodiscard]] std::string number(double value, int digits) const;
  // As many decimals as its size deserves: 12,345; 123.4; 1.23.
  [[nodiscard]] std::string amount(double value) const;
  [[nodiscard]] std::string share(double value, int digits = 1) const;
  [[nodiscard]] std::string signed_share(double value, int digits = 1) const;
  [[nodiscard]] std::string signed_amount(double value) const;
  [[nodiscard]] std::string date(LocalDate day) const;

 private:
  PaperLanguage language_;
};

}  // namespace bailiwick::planning
