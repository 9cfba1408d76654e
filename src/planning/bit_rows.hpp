// Sets of accounts as rows of bits, in one piece of memory that is used again from batch to batch. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bailiwick::planning {

class BitRows {
 public:
  using Word = std::uint64_t;
  static constexpr std::size_t kWordBits = 64;

  BitRows() = default;
  BitRows(std::size_t rows, std::size_t bits) { reset(rows, bits); }

  // That many rows of at least that many bits, none of them set.
  void reset(std::size_t rows, std::size_t bits) {
    words_ = (bits + kWordBits - 1) / kWordBits;
    rows_ = rows;
    bits_.assign(rows * words_, 0);
  }
  [[nodiscard]] std::size_t size() const { return rows_; }
  [[nodiscard]] std::size_t words() const { return words_; }  // of a row
  [[nodiscard]] std::span<Word> operator[](std::size_t row) {
    return std::span(bits_).subspan(row * words_, words_);
  }
  [[nodiscard]] std::span<const Word> operator[](std::size_t row) const {
    return std::span(bits_).subspan(row * words_, words_);
  }
  [[nodiscard]] bool has(std::size_t row, std::size_t bit) const {
    return (bits_[row * words_ + bit / kWordBits] >> (bit % kWordBits) & 1U) != 0;
  }
  void set(std::size_t row, std::size_t bit) {
    bits_[row * words_ + bit / kWordBits] |= Word{1} << (bit % kWordBits);
  }

 private:
  std::size_t rows_ = 0;
  std::size_t words_ = 0;
  std::vector<Word> bits_;
};

}  // namespace bailiwick::planning
