// A board as text, for people, scripts and git: a line a territory, a unit and a demand, in a stable order, so that a move is one line of a diff.
//
//   bailiwick plan 1
//   name "Spring 2027"
//   territory T1 territory_01h455vb4pex5vsknk084sn02q "North"
//   unit 00501 T1
//   unit "a b" T1 locked
//   pin T1 00501
//   forbid T1 "a b"
//   together 00501 "a b"
//   barrier 00501 "a b"
//
// Texts in quotes are JSON strings; an id needs none where it has neither blanks nor quotes. Territories stand in the order of the plan and units by id;
// empty lines and lines that begin with # are comments. Pure.
// Errors, all at once, with the line: P122 a line that is not understood, or says again what another said; P123 texts that compare have other units.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board.hpp"
#include "planning/board_diff.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::planning {

struct BoardText {
  std::string name;
  std::vector<std::string> units;  // as the board's units
  Board board;
};

[[nodiscard]] std::string text_of(const BoardText& plan);
[[nodiscard]] Checked<BoardText> parse_board_text(const platform::files::TextFile& file);

// Brings the units of texts into one order. They must have the same ones.
[[nodiscard]] Checked<void> align_units(std::vector<BoardText*> texts);

// What is different, for people: territories with what they gain and lose, then a line a unit: "unit 00501 North -> South".
[[nodiscard]] std::string diff_text(const BoardText& ours, const BoardText& theirs);

// The merged text; conflicts that are not settled, a line each: "unit 00501 base North ours South theirs West".
struct MergedText {
  std::string text;
  std::vector<std::string> conflicts;
};
[[nodiscard]] MergedText merge_text(const BoardText& base, const BoardText& ours,
                                    const BoardText& theirs, const MergeChoices& choices);

// A plan's board as a text says: its territories by id, in the plan's own numbering; units that the text does not name stay. P122 of units
// that the plan does not have.
[[nodiscard]] Checked<Board> board_after(const Board& now, const platform::files::UnitLookup& units,
                                         const BoardText& text);

}  // namespace bailiwick::planning
