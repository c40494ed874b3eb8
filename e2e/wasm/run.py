"""Runs a test program built for WebAssembly in wasmtime: `run.py PROGRAM.wasm FOLDER [ARGUMENT...]`.

The program sees FOLDER under its own path: it reads the conformance cases there and writes its answers. It has no threads; whoever
asks for one is told so.
"""

import os
import sys
import threading

from wasmtime import Config, Engine, ExitTrap, Func, Linker, Module, Store, WasiConfig
from wasmtime._ffi import wasmtime_config_async_stack_size_set

# A call inside the program is a call on this stack. 16 MiB are enough for the deepest expression that the default limits allow.
STACK = 16 * 1024 * 1024
ENOTSUP = 58


def main(program: str, folder: str, arguments: list[str]) -> int:
    config = Config()
    # wasmtime holds the one size against the other, and its Python package names only the second.
    wasmtime_config_async_stack_size_set(config.ptr(), STACK)
    config.max_wasm_stack = STACK
    engine = Engine(config)
    module = Module.from_file(engine, program)
    linker = Linker(engine)
    linker.define_wasi()
    store = Store(engine)
    wasi = WasiConfig()
    wasi.argv = [program, *arguments]
    wasi.env = [(name, value) for name, value in os.environ.items() if name.startswith("DIWAN_")]
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    wasi.preopen_dir(folder, folder)
    store.set_wasi(wasi)
    for wanted in module.imports:
        if wanted.module == "env":
            assert wanted.name.startswith("pthread_"), f"the program asks for {wanted.name}"
            linker.define(store, "env", wanted.name, Func(store, wanted.type, lambda *_: ENOTSUP))
    instance = linker.instantiate(store, module)
    try:
        instance.exports(store)["_start"](store)
    except ExitTrap as end:
        return int(end.code)
    return 0


if __name__ == "__main__":
    # The first thread's stack is the operating system's choice; this one's is ours.
    threading.stack_size(STACK + 16 * 1024 * 1024)
    codes: list[int] = [1]
    thread = threading.Thread(target=lambda: codes.append(main(sys.argv[1], sys.argv[2], sys.argv[3:])))
    thread.start()
    thread.join()
    sys.exit(codes[-1])
