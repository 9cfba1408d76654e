#include "main/demo_writer.hpp"

#include <nlohmann/json.hpp>

#include <fmt/core.h>

namespace bailiwick {

Checked<std::string> DemoWriter::add(crm::ObjectKind object, const nlohmann::json& body) const {
  const auto made = application_.crm().records.add(planner_, object, body);
  if (!made) return fail(made.error());
  return made->items.front().record.id.text();
}

nlohmann::json demo_money(std::int64_t dollars) {
  return {{"amount", fmt::format("{}.00", dollars)}, {"currency", "USD"}};
}

}  // namespace bailiwick
