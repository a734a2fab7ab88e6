#pragma once
// Parameters as scenario files write them: 0.3, or {"value": 0.3, "prior": {"log_uniform": [0.02, 2]}}.

#include <map>
#include <string>

#include "models/exchange/world/describe_world.hpp"
#include "models/exchange/world/problems.hpp"

namespace exchange {

// A value without a prior fixes the parameter; a prior without a value keeps the default. Either is kept by a
// posterior, unless "fitted": true says that it is drawn from.
void read_parameter(const json::Member& entry, const std::string& path, ParameterEntries& into,
                    Findings& findings, std::map<std::string, Remark>& remarks);

// {"log_uniform": [0.02, 2]}
json::Node to_json(const sim::Prior& prior);
bool same(const sim::Prior& a, const sim::Prior& b);

inline const std::vector<std::string> kShapeNames{"fixed",  "uniform",    "log_uniform",
                                                  "normal", "log_normal", "beta"};

}  // namespace exchange
