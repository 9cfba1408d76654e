// The walk of a diffusion (diffuse.hpp): single units change hands across borders, at random, by simulated annealing.
//
// Amounts and deviations are counted in half windows from the middle of the window; energy is the sum of the squares of deviations beyond
// about half of that, prices times amounts, and a tension for each border between two units. A territory is held connected by looking
// at the neighbours of the unit that leaves: where those of its own hang together among themselves, so does the territory. Where all its
// neighbours hang together, as around each point of a triangulation, that is taken for the whole answer (a way round that is left over encloses
// something, which is rare, and looking for it took most of the time); elsewhere a search of a few units follows.
//
// Several threads may walk at once, each among territories of its own: what one does to its territories looks to the others like what it was,
// a unit that is not theirs. So the walk is the same for any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/rng.hpp"
#include "engine/territory/piece.hpp"

namespace bailiwick::engine::territory {

class DiffusionWalk {
 public:
  static constexpr std::int32_t kLabelsLimit = 65'535;

  // One thread's memory.
  struct Scratch {
    std::vector<std::int32_t> mark;  // one an atom
    std::vector<std::int32_t> queue;
    std::vector<std::int32_t> atoms;  // of the part
    std::int32_t stamp = 0;
  };

  // All labels of the piece have the same windows. The piece must outlive the walk, which changes its labels in write_labels() only.
  explicit DiffusionWalk(Piece& piece);

  // Proposes `lots` times as many moves as the part has pairs of neighbours, and raises the prices of what deviates after each lot: only atoms
  // of labels with part_of[label] == part move, to others of those. Calls with different parts may run at once.
  void walk(std::span<const std::uint8_t> part_of, std::uint8_t part, int lots, double temperature,
            Rng& rng, Scratch& scratch);

  // How many sums are outside their windows, by rounded figures. Not beside walk().
  [[nodiscard]] int outside() const;
  // From now on units come to this label, and leave it, at no less than this temperature. Not beside walk().
  void set_heat(std::int32_t label, double temperature);
  // Writes them to the piece, and counts anew what many small sums have rounded. Not beside walk().
  void write_labels();

  [[nodiscard]] double deviation(std::int32_t label, std::size_t rule) const;  // half windows
  [[nodiscard]] double price(std::int32_t label, std::size_t rule) const;
  [[nodiscard]] std::int32_t size(std::int32_t label) const;  // atoms

 private:
  static constexpr std::size_t kLanes = 4;
  using Lanes = std::array<float, kLanes>;
  // A line of the processor's memory of its own, as neighbouring labels may be other threads'.
  struct alignas(64) Ledger {
    Lanes deviation{};
    Lanes price{};
    std::int32_t size = 0;  // atoms; this and what follows in a label's first one
    float heat = 0.0F;      // see set_heat()
  };
  enum class Around : std::uint8_t {
    kMany,   // more neighbours than bits: only a search tells
    kLoose,  // a search may find what its neighbours among themselves do not show
    kWhole,  // its neighbours hang together: they alone tell
  };

  [[nodiscard]] std::int32_t label_of(std::int32_t u) const;
  void weigh();
  void look_around(std::int32_t u, Scratch& scratch);
  [[nodiscard]] float rise_of(std::int32_t u, std::int32_t from, std::int32_t to) const;
  [[nodiscard]] bool can_leave(std::int32_t u, std::uint32_t own, Scratch& scratch) const;
  [[nodiscard]] bool finds_way_round(std::int32_t u, Scratch& scratch) const;
  void try_move(std::int32_t u, std::span<const std::uint8_t> part_of, float temperature, Rng& rng,
                Scratch& scratch);
  void move(std::int32_t u, std::int32_t to);
  void raise_prices(std::int32_t label);

  Piece& piece_;
  std::size_t rules_ = 0;
  std::size_t blocks_ = 0;  // of kLanes rules
  // One an atom: few bytes stay near the processor. Read and written by several threads.
  mutable std::vector<std::uint16_t> label_;
  std::vector<Lanes> amount_;   // atoms x blocks
  std::vector<Ledger> ledger_;  // labels x blocks
  // Of each pair of neighbours: which neighbours of the first are also the second's.
  std::vector<std::uint32_t> beside_;
  std::vector<Around> around_;
  std::vector<std::uint8_t> is_tied_;  // locks or forbidden territories have to be asked
};

}  // namespace bailiwick::engine::territory
