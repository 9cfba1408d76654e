#include "crm/merge_fields.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "crm/field_value.hpp"
#include "crm/import_field.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

// A field of a record, the object's or the company's own, by the name it has in lists.
class Place {
 public:
  explicit Place(std::size_t field, const FieldSpec& spec) : field_(field), spec_(spec) {}
  explicit Place(const CustomField& custom)
      : custom_(std::make_unique<CustomSpec>(custom)), spec_(custom_->spec()) {}

  [[nodiscard]] std::string name() const {
    return custom_ ? std::string(kCustomPrefix) + std::string(spec_.name) : std::string(spec_.name);
  }
  [[nodiscard]] FieldValue value(const Record& record) const {
    if (!custom_) return record.values[field_];
    const auto at = record.custom.find(std::string(spec_.name));
    return at == record.custom.end() ? FieldValue() : at->second;
  }
  void set(Record& record, const FieldValue& value) const {
    if (!custom_)
      record.values[field_] = value;
    else if (is_empty(value))
      record.custom.erase(std::string(spec_.name));
    else
      record.custom[std::string(spec_.name)] = value;
  }
  [[nodiscard]] const FieldSpec& spec() const { return spec_; }

 private:
  std::size_t field_ = 0;
  std::unique_ptr<const CustomSpec> custom_;  // of the company's own field; null of the object's
  FieldSpec spec_;
};

std::vector<Place> places_of(const ObjectSpec& object, const std::vector<CustomField>& custom) {
  std::vector<Place> places;
  for (std::size_t f = 0; f < object.fields.size(); ++f) places.emplace_back(f, object.fields[f]);
  for (const CustomField& field : custom) places.emplace_back(field);
  return places;
}

// An account that would stand below itself.
bool leads_to_one_of(const Place& place, const FieldValue& value, const Record& kept,
                     const Record& other) {
  const auto* id = std::get_if<Uuid>(&value);
  return place.spec().refers_to == kept.id.kind && id != nullptr &&
         (*id == kept.id.uuid || *id == other.id.uuid);
}

}  // namespace

Result<std::string> take_fields(Record& kept, const Record& other,
                                const std::vector<CustomField>& custom,
                                const std::vector<std::string>& asked) {
  const std::vector<Place> places = places_of(kept.object(), custom);
  for (const std::string& name : asked)
    if (std::ranges::find(places, name, &Place::name) == places.end())
      return fail(ErrorCode::kInvalidInput, "R008",
                  "There is no field \"" + name + "\" of " + std::string(kept.object().plural) +
                      " to take from the other record.");
  Json taken = Json::object();
  for (const Place& place : places) {
    const FieldValue before = place.value(kept);
    const FieldValue after = place.value(other);
    const bool is_asked = std::ranges::find(asked, place.name()) != asked.end();
    if ((!is_asked && !is_empty(before)) || after == before) continue;
    if (is_empty(after) && place.spec().is_required) continue;
    if (leads_to_one_of(place, after, kept, other)) continue;
    taken[place.name()] = {{"before", json_of(place.spec(), before)},
                           {"after", json_of(place.spec(), after)}};
    place.set(kept, after);
  }
  return taken.dump();
}

std::vector<std::string> give_back(Record& kept, const std::vector<CustomField>& custom,
                                   const std::string& taken) {
  std::vector<std::string> changed;
  const Json json = Json::parse(taken, nullptr, false);
  for (const Place& place : places_of(kept.object(), custom)) {
    const auto at = json.find(place.name());
    if (at == json.end()) continue;
    const auto before = value_from_json(place.spec(), at->at("before"));
    if (before && json_of(place.spec(), place.value(kept)) == at->at("after"))
      place.set(kept, *before);
    else
      changed.push_back(place.name());
  }
  return changed;
}

}  // namespace bailiwick::crm
