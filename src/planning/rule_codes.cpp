#include "planning/rule_codes.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace bailiwick::planning {
namespace {

using formula::Node;
using formula::NodeIndex;
using formula::NodeKind;
using formula::Operator;
using formula::Tree;

// What a formula compares one field of text with.
struct ComparedTexts {
  std::vector<std::string> texts;
  std::size_t uses = 0;      // of the field, in the formula
  std::size_t compared = 0;  // of them, such comparisons as are read here
};

class TextReader {
 public:
  TextReader(const Tree& tree, std::string_view field) : tree_(tree), field_(field) {}

  ComparedTexts read() {
    for (const Node& node : tree_.nodes) {
      const auto children = tree_.children_of(node);
      if (node.kind == NodeKind::kName && tree_.names[node.payload] == field_) ++found_.uses;
      if (node.kind == NodeKind::kMethod && children.size() == 2 &&
          tree_.names[node.payload] == "startsWith")
        pair(children[0], children[1], "*");
      if (node.kind != NodeKind::kOperator || children.size() != 2) continue;
      if (node.op == Operator::kIn) list(children[0], tree_.nodes[children[1]]);
      if (node.op != Operator::kEqual && node.op != Operator::kNotEqual) continue;
      pair(children[0], children[1], "");
      pair(children[1], children[0], "");
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_field(NodeIndex index) const {
    const Node& node = tree_.nodes[index];
    return node.kind == NodeKind::kName && tree_.names[node.payload] == field_;
  }

  void pair(NodeIndex part, NodeIndex other, std::string_view end) {
    if (!is_field(part)) return;
    if (add(other, end)) ++found_.compared;
  }

  void list(NodeIndex part, const Node& all) {
    if (!is_field(part) || all.kind != NodeKind::kList) return;
    bool is_read = true;
    for (const NodeIndex element : tree_.children_of(all)) is_read = add(element, "") && is_read;
    if (is_read) ++found_.compared;
  }

  bool add(NodeIndex index, std::string_view end) {
    const Node& node = tree_.nodes[index];
    if (node.kind != NodeKind::kLiteral) return false;
    const auto* text = std::get_if<std::string>(&tree_.literals[node.payload].data());
    if (text == nullptr) return false;
    if (text->size() <= kUnitBytesMax) found_.texts.push_back(*text + std::string(end));
    return true;
  }

  const Tree& tree_;
  std::string_view field_;
  ComparedTexts found_;
};

bool does_negate(const Tree& tree) {
  return std::ranges::any_of(tree.nodes, [](const Node& node) {
    return node.kind == NodeKind::kOperator &&
           (node.op == Operator::kNot || node.op == Operator::kNotEqual);
  });
}

std::optional<NamedCodes> codes_in(const Tree& tree) {
  NamedCodes named{.codes = TextReader(tree, kPostalCodeField).read().texts};
  if (named.codes.empty()) return std::nullopt;
  const ComparedTexts countries = TextReader(tree, kCountryField).read();
  // "Not in NL" may be anywhere, and so may a country that is reckoned.
  if (countries.uses > 0 && (countries.compared != countries.uses || does_negate(tree)))
    return std::nullopt;
  for (const std::string& country : countries.texts)
    named.countries.push_back(comparable_unit(country));
  return named;
}

bool is_of(const market::LayerCodes& layer, const NamedCodes& named) {
  return layer.country.empty() || named.countries.empty() ||
         std::ranges::find(named.countries, comparable_unit(layer.country)) !=
             named.countries.end();
}

}  // namespace

std::optional<NamedCodes> codes_named_by(const RuleBook& book, const BookRule& rule) {
  if (rule.formula) return codes_in(book.program.formulas()[*rule.formula].tree);
  const auto* units = std::get_if<UnitsCondition>(&rule.rule.condition);
  if (units == nullptr) return std::nullopt;
  NamedCodes named{.codes = units->units};
  if (!units->country.empty()) named.countries.push_back(comparable_unit(units->country));
  return named;
}

bool does_name_codes(const RuleBook& book) {
  return std::ranges::any_of(
      book.rules, [&](const BookRule& rule) { return codes_named_by(book, rule).has_value(); });
}

std::vector<std::string> codes_in_no_layer(const NamedCodes& named,
                                           std::span<const market::LayerCodes> layers) {
  std::vector<const market::LayerCodes*> own;
  for (const market::LayerCodes& layer : layers)
    if (is_of(layer, named)) own.push_back(&layer);
  std::vector<std::string> missing;
  if (own.empty()) return missing;
  std::set<std::string> looked_at;
  for (const std::string& code : named.codes)
    if (looked_at.insert(comparable_unit(code)).second &&
        std::ranges::none_of(own,
                             [&](const market::LayerCodes* layer) { return layer->has(code); }))
      missing.push_back(code);
  return missing;
}

}  // namespace bailiwick::planning
