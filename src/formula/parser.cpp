#include "formula/parser.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "formula/lexer.hpp"
#include "formula/literals.hpp"
#include "formula/words.hpp"

namespace bailiwick::formula {
namespace {

struct Binary {
  std::string_view symbol;
  Operator op;
  int strength;  // a higher one binds tighter
};
constexpr std::array<Binary, 14> kBinaries = {{{"||", Operator::kOr, 1},
                                               {"&&", Operator::kAnd, 2},
                                               {"==", Operator::kEqual, 3},
                                               {"!=", Operator::kNotEqual, 3},
                                               {"<", Operator::kLess, 3},
                                               {"<=", Operator::kLessOrEqual, 3},
                                               {">", Operator::kGreater, 3},
                                               {">=", Operator::kGreaterOrEqual, 3},
                                               {"in", Operator::kIn, 3},
                                               {"+", Operator::kAdd, 4},
                                               {"-", Operator::kSubtract, 4},
                                               {"*", Operator::kMultiply, 5},
                                               {"/", Operator::kDivide, 5},
                                               {"%", Operator::kRemainder, 5}}};
constexpr int kLoosest = 1;
constexpr int kTightest = 5;

// A step of the parser: a node, or nothing after the fault was noted.
using Parsed = std::optional<NodeIndex>;

class Parser {
 public:
  Parser(std::string text, std::vector<Token> tokens) : tokens_(std::move(tokens)) {
    tree_.text = std::move(text);
  }

  OrFault<Tree> run() {
    const Parsed root = expression();
    if (root && token().kind != TokenKind::kEnd) fail_after_expression();
    if (fault_) return tl::unexpected<Fault>(*fault_);
    return std::move(tree_);
  }

 private:
  // -- tokens --
  [[nodiscard]] const Token& token() const { return tokens_[at_]; }
  [[nodiscard]] std::string_view word() const {
    return std::string_view(tree_.text).substr(token().at.offset, token().at.size);
  }
  [[nodiscard]] bool is(std::string_view symbol) const {
    return (token().kind == TokenKind::kSymbol || token().kind == TokenKind::kWord) &&
           word() == symbol;
  }
  bool take(std::string_view symbol) {
    if (!is(symbol)) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] Span last_at() const { return tokens_[at_ - 1].at; }

  // -- faults --
  std::nullopt_t fail(const char* rule, std::string message, Span at,
                      std::string replacement = {}) {
    if (!fault_) fault_ = Fault{rule, std::move(message), at, std::move(replacement)};
    return std::nullopt;
  }
  std::nullopt_t fail_limit(const char* rule, std::string message, Span at) {
    fail(rule, std::move(message), at);
    fault_->code = ErrorCode::kLimit;
    return std::nullopt;
  }
  [[nodiscard]] std::string found() const {
    if (token().kind == TokenKind::kEnd) return "the formula ends";
    return fmt::format("{} stands", quoted(word().substr(0, 40)));
  }
  std::nullopt_t fail_expected(std::string_view what) {
    return fail("Q006", fmt::format("Expected {} here, where {}.", what, found()), token().at);
  }
  // What stands behind a whole expression and cannot.
  std::nullopt_t fail_after_expression() {
    if (const auto habit = habit_of(word()); habit && token().kind == TokenKind::kWord)
      return fail("Q009", std::string(habit->advice), token().at, std::string(habit->meant));
    if (is(")") || is("]"))
      return fail("Q008", fmt::format("This {} has no bracket that it closes; remove it.", word()),
                  token().at);
    if (is("["))
      return fail(
          "Q009",
          "Elements of a list or text are not taken by [ ]; a list stands after \"in\" only.",
          token().at);
    if (is(",") && tokens_[at_ + 1].kind == TokenKind::kInt && last_is_int()) {
      return fail("Q009", "Decimals are written with a point, and thousands without a mark.",
                  token().at, ".");
    }
    return fail_expected("an operator, such as && or ==,");
  }
  [[nodiscard]] bool last_is_int() const {
    return at_ > 0 && tokens_[at_ - 1].kind == TokenKind::kInt;
  }

  // -- nodes --
  Parsed add(Node node, std::span<const NodeIndex> children = {}) {
    if (tree_.nodes.size() >= kNodesLimit) {
      return fail_limit(
          "Q032",
          fmt::format("A formula has at most {} parts. Give a part of it a name of its own.",
                      kNodesLimit),
          node.at);
    }
    node.first_child = static_cast<std::uint32_t>(tree_.children.size());
    node.child_count = static_cast<std::uint32_t>(children.size());
    tree_.children.insert(tree_.children.end(), children.begin(), children.end());
    tree_.nodes.push_back(node);
    outer_.push_back(node.at);
    return tree_.root();
  }
  Parsed add_operator(Operator op, Span sign, std::span<const NodeIndex> children) {
    const Span first = outer_[children.front()];
    const Span last = outer_[children.back()];
    const bool is_sign = children.size() == 1;
    return add({.kind = NodeKind::kOperator,
                .op = op,
                .at = joined(is_sign ? sign : first, last),
                .word = sign},
               children);
  }
  std::uint32_t name(std::string text) {
    tree_.names.push_back(std::move(text));
    return static_cast<std::uint32_t>(tree_.names.size() - 1);
  }

  // -- grammar --
  // or ["?" or ":" expression]; a chain of conditions is kept on a list and closed from its end.
  Parsed expression() {
    struct Branch {
      NodeIndex condition;
      NodeIndex chosen;
      Span sign;
    };
    std::vector<Branch> branches;
    Parsed last = binary(kLoosest);
    while (last && is("?")) {
      const Span sign = token().at;
      ++at_;
      const Parsed chosen = binary(kLoosest);
      if (!chosen) return std::nullopt;
      if (!take(":")) return fail_expected("\":\" and what is meant otherwise");
      branches.push_back({*last, *chosen, sign});
      last = binary(kLoosest);
    }
    for (; last && !branches.empty(); branches.pop_back()) {
      const Branch& branch = branches.back();
      last = add_operator(Operator::kConditional, branch.sign,
                          std::array{branch.condition, branch.chosen, *last});
    }
    return last;
  }

  [[nodiscard]] const Binary* binary_here(int strength_min) const {
    if (token().kind != TokenKind::kSymbol && token().kind != TokenKind::kWord) return nullptr;
    const auto* found = std::find_if(kBinaries.begin(), kBinaries.end(), [&](const Binary& binary) {
      return binary.symbol == word() && binary.strength >= strength_min;
    });
    return found == kBinaries.end() ? nullptr : found;
  }

  // Operators at least as tight as `strength`, from the left. Recursion: one step for each of the five strengths.
  Parsed binary(int strength) {
    if (strength > kTightest) return unary();
    Parsed left = binary(strength + 1);
    while (left) {
      const Binary* here = binary_here(strength);
      if (here == nullptr) break;
      const Span sign = token().at;
      ++at_;
      const Parsed right = binary(strength + 1);
      if (!right) return std::nullopt;
      left = add_operator(here->op, sign, std::array{*left, *right});
    }
    return left;
  }

  // Signs, outermost first, then what they stand before. A minus directly before a number is part of it.
  Parsed unary() {
    const std::size_t first = at_;
    while (is("!") || is("-")) ++at_;
    std::size_t end = at_;
    const bool is_number = token().kind == TokenKind::kInt || token().kind == TokenKind::kDecimal;
    const bool is_negative = is_number && end > first && sign_at(end - 1) == Operator::kNegate;
    if (is_negative) --end;
    Parsed node = member(is_negative);
    while (node && end > first) {
      --end;
      node = add_operator(sign_at(end), tokens_[end].at, std::array{*node});
    }
    return node;
  }
  [[nodiscard]] Operator sign_at(std::size_t index) const {
    return tree_.text[tokens_[index].at.offset] == '!' ? Operator::kNot : Operator::kNegate;
  }

  // A value, and the calls and parts of names behind it.
  Parsed member(bool is_negative) {
    Parsed node = primary(is_negative);
    while (node && is(".")) {
      ++at_;
      if (token().kind != TokenKind::kWord && token().kind != TokenKind::kQuoted)
        return fail_expected("a name after the point");
      const Span at = token().at;
      const bool is_word = token().kind == TokenKind::kWord;
      const std::string part = name_here();
      ++at_;
      if (is("(")) {
        if (const auto habit = habit_of(part); is_word && habit && habit->is_call)
          return fail("Q009", std::string(habit->advice), at, std::string(habit->meant));
        node = call({.kind = NodeKind::kMethod, .at = outer_[*node], .word = at}, part, *node);
      } else if (!extend_name(*node, part, at)) {
        return std::nullopt;
      }
    }
    return node;
  }

  // "account" "." "industry" is one name.
  bool extend_name(NodeIndex node, const std::string& part, Span at) {
    Node& base = tree_.nodes[node];
    if (base.kind != NodeKind::kName) {
      fail("Q009",
           fmt::format("Only names have parts after a point; a call needs brackets: .{}().",
                       part.substr(0, 40)),
           at);
      return false;
    }
    tree_.names[base.payload] += '.' + part;
    base.at = joined(base.at, at);
    base.word = base.at;
    outer_[node] = base.at;
    return true;
  }
  [[nodiscard]] std::string name_here() const {
    if (token().kind == TokenKind::kWord) return std::string(word());
    return std::string(word().substr(1, word().size() - 2));
  }

  Parsed primary(bool is_negative) {
    switch (token().kind) {
      case TokenKind::kInt:
      case TokenKind::kDecimal:
      case TokenKind::kString:
        return literal(is_negative);
      case TokenKind::kWord:
      case TokenKind::kQuoted:
        return named();
      case TokenKind::kSymbol:
        if (is("(")) return bracketed();
        if (is("[")) return list();
        break;
      case TokenKind::kEnd:
        break;
    }
    if (is(")") && at_ > 0 && word_at(at_ - 1) == "(")
      return fail_expected("a value between the brackets");
    return fail_expected("a value");
  }
  [[nodiscard]] std::string_view word_at(std::size_t index) const {
    return std::string_view(tree_.text).substr(tokens_[index].at.offset, tokens_[index].at.size);
  }

  Parsed literal(bool is_negative) {
    auto value = literal_of(tree_.text, token(), is_negative);
    if (!value) {
      fault_ = value.error();
      return std::nullopt;
    }
    Span at = token().at;
    if (is_negative) at = joined(last_at(), at);
    ++at_;
    return add_literal(std::move(*value), at);
  }
  Parsed add_literal(Value value, Span at) {
    tree_.literals.push_back(std::move(value));
    return add({.kind = NodeKind::kLiteral,
                .payload = static_cast<std::uint32_t>(tree_.literals.size() - 1),
                .at = at,
                .word = at});
  }

  Parsed named() {
    const Token here = token();
    const std::string text = name_here();
    if (here.kind == TokenKind::kWord) {
      if (text == "true" || text == "false" || text == "null") {
        ++at_;
        return add_literal(text == "null" ? Value(Null{}) : Value(text == "true"), here.at);
      }
      const bool is_call = word_at(at_ + 1 < tokens_.size() ? at_ + 1 : at_) == "(";
      if (const auto habit = habit_of(text);
          habit && (habit->is_call == is_call || habit->is_always))
        return fail("Q009", std::string(habit->advice), here.at, std::string(habit->meant));
      if (is_reserved(text)) {
        return fail(
            "Q007",
            fmt::format("\"{0}\" is a reserved word; a field of that name is written `{0}`.", text),
            here.at, fmt::format("`{}`", text));
      }
    }
    ++at_;
    if (is("(") && here.kind == TokenKind::kWord)
      return call({.kind = NodeKind::kFunction, .at = here.at, .word = here.at}, text,
                  std::nullopt);
    return add({.kind = NodeKind::kName, .payload = name(text), .at = here.at, .word = here.at});
  }

  // The arguments in their brackets, and the node of the call.
  Parsed call(Node node, const std::string& text, std::optional<NodeIndex> receiver) {
    std::vector<NodeIndex> arguments;
    if (receiver) arguments.push_back(*receiver);
    const auto closing = items("(", ")", arguments);
    if (!closing) return std::nullopt;
    node.payload = name(text);
    node.at = joined(node.at, *closing);
    return add(node, arguments);
  }

  Parsed list() {
    std::vector<NodeIndex> elements;
    const Span opening = token().at;
    const auto closing = items("[", "]", elements);
    if (!closing) return std::nullopt;
    if (elements.size() > kListLimit) {
      return fail_limit(
          "Q033",
          fmt::format(
              "A list has at most {} elements; this one has {}. Divide it over two, joined by ||.",
              kListLimit, elements.size()),
          opening);
    }
    return add({.kind = NodeKind::kList, .at = joined(opening, *closing), .word = opening},
               elements);
  }

  // Expressions between brackets, with commas; one comma may stand behind the last of a list. The closing bracket.
  std::optional<Span> items(std::string_view open, std::string_view close,
                            std::vector<NodeIndex>& out) {
    const Span opening = token().at;
    if (!enter()) return std::nullopt;
    ++at_;
    while (!is(close)) {
      const Parsed item = expression();
      if (!item) return std::nullopt;
      out.push_back(*item);
      if (is(close)) break;
      if (!take(",")) return fail_unclosed(open, close, opening);
      if (is(close) && close == ")") return fail_expected("a value after the comma");
    }
    ++at_;
    --depth_;
    return last_at();
  }
  std::nullopt_t fail_unclosed(std::string_view open, std::string_view close, Span opening) {
    if (token().kind == TokenKind::kEnd) {
      return fail("Q008", fmt::format("This {} has no {} that closes it.", open, close), opening);
    }
    if (is(")") || is("]"))
      return fail(
          "Q008",
          fmt::format("Expected {} here, to close the {} before; {}.", close, open, found()),
          token().at, std::string(close));
    if (const auto habit = habit_of(word()); habit && token().kind == TokenKind::kWord)
      return fail("Q009", std::string(habit->advice), token().at, std::string(habit->meant));
    return fail_expected(fmt::format("a comma or {}", close));
  }

  // ( expression ): the brackets are not part of the tree.
  Parsed bracketed() {
    const Span opening = token().at;
    if (!enter()) return std::nullopt;
    ++at_;
    const Parsed node = expression();
    if (!node) return std::nullopt;
    if (!is(")")) {
      if (is(","))
        return fail("Q006", "One value stands between brackets; a list stands between [ and ].",
                    token().at);
      return fail_unclosed("(", ")", opening);
    }
    outer_[*node] = joined(opening, token().at);
    ++at_;
    --depth_;
    return node;
  }
  bool enter() {
    if (++depth_ <= kDepthLimit) return true;
    fail_limit("Q031",
               fmt::format("Brackets and calls stand within each other at most {} deep. Give a "
                           "part a name of its own.",
                           kDepthLimit),
               token().at);
    return false;
  }

  Tree tree_;
  std::vector<Span> outer_;  // a node with the brackets around it
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace

std::string_view symbol_of(Operator op) {
  if (op == Operator::kConditional) return "?:";
  if (op == Operator::kNot) return "!";
  if (op == Operator::kNegate) return "-";
  return std::find_if(kBinaries.begin(), kBinaries.end(),
                      [&](const Binary& binary) { return binary.op == op; })
      ->symbol;
}

OrFault<Tree> parse(std::string text) {
  auto tokens = tokens_of(text);
  if (!tokens) return tl::unexpected<Fault>(std::move(tokens.error()));
  return Parser(std::move(text), std::move(*tokens)).run();
}

bool is_plain_name(std::string_view name) {
  const auto tokens = tokens_of(name);
  if (!tokens || tokens->size() % 2 != 0 || name.empty()) return false;
  for (std::size_t i = 0; i + 1 < tokens->size(); ++i) {
    const Token& token = (*tokens)[i];
    const std::string_view text = name.substr(token.at.offset, token.at.size);
    const bool is_part = i % 2 == 0 ? token.kind == TokenKind::kWord : text == ".";
    if (!is_part || (i == 0 && is_reserved(text))) return false;
    // Blanks between parts would be lost.
    if (i > 0 && token.at.offset != (*tokens)[i - 1].at.end()) return false;
  }
  return tokens->front().at.offset == 0 && (*tokens)[tokens->size() - 2].at.end() == name.size();
}

}  // namespace bailiwick::formula
