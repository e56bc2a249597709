// Stands in for the C++ module that ends an extension host whose parent has died. We end the whole
// process group ourselves.
exports.start = () => {};
