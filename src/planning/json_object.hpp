// A JSON object read key by key, noting every mistake with its path ("balance[0].tolerance") instead of stopping.
//
// Each take_ function returns no value where the key is absent, and notes an error where its value is of another kind.
// finish() notes the keys that nobody asked for. For one thread; refers to the JSON and the list of errors.
// Rules: P010 an unknown key, P011 a value of the wrong kind.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::planning {

class JsonObject {
 public:
  // `path` is how messages call the object; "" for the whole file.
  JsonObject(const nlohmann::json& json, std::string path, Errors& errors);

  [[nodiscard]] const nlohmann::json* take(std::string_view key);
  [[nodiscard]] std::optional<std::string> take_text(std::string_view key);
  [[nodiscard]] std::optional<bool> take_flag(std::string_view key);
  // Finite and at least 0.
  [[nodiscard]] std::optional<double> take_number(std::string_view key);
  [[nodiscard]] std::optional<std::int64_t> take_count(std::string_view key);
  // A number as it is, or a text that `parse` understands ("2%", "20km").
  using Parse = std::function<std::optional<double>(std::string_view)>;
  [[nodiscard]] std::optional<double> take_quantity(std::string_view key, const Parse& parse,
                                                    std::string_view expected);
  [[nodiscard]] std::vector<std::string> take_texts(std::string_view key);
  // Calls visit(element, path of it) for each element of the list.
  void take_list(std::string_view key,
                 const std::function<void(const nlohmann::json&, const std::string&)>& visit);

  void finish();
  void refuse(std::string_view key, std::string_view expected);
  [[nodiscard]] std::string path_of(std::string_view key) const;

 private:
  const nlohmann::json* object_;  // null where the value is not an object
  std::string path_;
  Errors& errors_;
  std::vector<std::string> known_;
};

// An id: a text, or a whole number taken as its digits.
[[nodiscard]] std::optional<std::string> id_of(const nlohmann::json& json);

}  // namespace bailiwick::planning
