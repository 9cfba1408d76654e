// Goal: no record that a search asks for is left out, and most of the others are. Method: few bits counted by hand; random words, of which every
// beginning is asked for, cut between bytes too; the numbers that databases keep.
#include "crm/beginnings.hpp"

#include <bit>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using List = std::vector<std::string>;

int bit_count(std::int64_t bits) { return std::popcount(static_cast<std::uint64_t>(bits)); }
// Whether a record of those words may have one that begins with each of these.
bool may_have(const List& words, const List& asked) {
  const std::int64_t mask = beginnings_of(asked);
  return (beginnings_of(words) & mask) == mask;
}

TEST(Beginnings, HaveABitForALetterAndOneForTwo) {
  EXPECT_EQ(beginnings_of({}), 0);
  EXPECT_EQ(bit_count(beginnings_of(List{"a"})), 1);
  EXPECT_EQ(bit_count(beginnings_of(List{"ac"})), 2);
  EXPECT_EQ(beginnings_of(List{"acme"}), beginnings_of(List{"ac"}));
  EXPECT_EQ(beginnings_of(List{"acme", "bolt"}),
            beginnings_of(List{"acme"}) | beginnings_of(List{"bolt"}));
  EXPECT_LT(beginnings_of(List{"a"}), std::int64_t{1} << 20);
}

TEST(Beginnings, TakeACharacterForALetter) {
  EXPECT_EQ(bit_count(beginnings_of(List{"я"})), 1);
  EXPECT_EQ(bit_count(beginnings_of(List{"яб"})), 2);
  EXPECT_EQ(beginnings_of(List{"яблоко"}), beginnings_of(List{"яб"}));
  EXPECT_EQ(beginnings_of(List{"東京都"}), beginnings_of(List{"東京"}));
  EXPECT_EQ(beginnings_of(List{"𝄞𝄢x"}), beginnings_of(List{"𝄞𝄢"}));
  EXPECT_TRUE(may_have({"яблоко"}, {"я"}));
  EXPECT_FALSE(may_have({"яблоко"}, {"яв"}));
}

TEST(Beginnings, TellApart) {
  EXPECT_TRUE(may_have({"acme", "foods", "utrecht"}, {"fo", "utr"}));
  EXPECT_FALSE(may_have({"acme", "foods", "utrecht"}, {"fo", "ba"}));
  EXPECT_FALSE(may_have({"acme", "foods", "utrecht"}, {"b"}));
}

TEST(Beginnings, LoseNothingThatBeginsSo) {
  Rng rng(5);
  const List letters = {"a", "b", "q", "z", "0", "7", "я", "λ", "東", "𝄞", "\xC3", "\xA9", "\xF0"};
  const auto any_word = [&] {
    std::string word;
    for (std::uint64_t left = 1 + rng.below(6); left > 0; --left)
      word += letters[rng.below(letters.size())];
    return word;
  };
  for (int round = 0; round < 3'000; ++round) {
    List words(1 + rng.below(8));
    for (std::string& word : words) word = any_word();
    ASSERT_GE(beginnings_of(words), 0);
    List asked;
    for (std::uint64_t left = rng.below(4); left > 0; --left) {
      const std::string& word = words[rng.below(words.size())];
      asked.push_back(word.substr(0, 1 + rng.below(word.size())));
    }
    ASSERT_TRUE(may_have(words, asked)) << round;
  }
}

TEST(Beginnings, LeaveOutMostOfTheRest) {
  Rng rng(6);
  const auto any_word = [&] {
    std::string word;
    for (int i = 0; i < 5; ++i) word += static_cast<char>('a' + rng.below(26));
    return word;
  };
  int left_in = 0;
  constexpr int kRounds = 10'000;
  for (int round = 0; round < kRounds; ++round) {
    const List words = {any_word(), any_word(), any_word(), any_word()};
    left_in += may_have(words, {any_word().substr(0, 2)}) ? 1 : 0;
  }
  EXPECT_LT(left_in, kRounds / 20);
}

TEST(Beginnings, SpreadLettersOverTheBits) {
  std::set<std::int64_t> letters;
  std::set<std::int64_t> pairs;
  for (char first = 'a'; first <= 'z'; ++first) {
    const std::string letter(1, first);
    letters.insert(beginnings_of(List{letter}));
    for (char second = 'a'; second <= 'z'; ++second)
      pairs.insert(beginnings_of(List{letter + second}) & ~beginnings_of(List{letter}));
  }
  EXPECT_GE(letters.size(), 13U);
  EXPECT_EQ(pairs.size(), 43U);
}

TEST(Beginnings, AreWhatDatabasesKeep) {
  EXPECT_EQ(beginnings_of(List{"acme", "foods"}), 288230376151777312);
  EXPECT_EQ(beginnings_of(words_of("Čapek Яблоко", 8)), 4683743612465709056);
}

}  // namespace
}  // namespace bailiwick::crm
