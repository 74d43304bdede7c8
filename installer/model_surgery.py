"""The two alterations that let MediaPipe Tasks load the legacy pose and face landmark models.

Both work on the model's FlatBuffer alone: weights are copied, never computed. ``schema`` and ``metadata`` are the
generated modules of the TFLite schema and of the TFLite metadata schema; both come with the mediapipe wheel.
"""

from __future__ import annotations

from typing import Any

POSE_OUTPUTS = ("landmarks", "presence", "segmentation", "heatmap", "world_landmarks")
"""Names for the outputs of ``pose_landmark_full.tflite``, in the model's own order."""

MESH_POINTS = 468
"""Points of the face mesh without irises, 3 values each."""

IRIS_STAND_INS = (159, 33, 159, 133, 145, 386, 263, 386, 362, 374)
"""Points of the eye contours that stand in for the irises 468..477, which this model does not find."""


def read_model(content: bytes, schema: Any) -> Any:
    """The object tree of a TFLite file."""
    return schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(content, 0))


def write_model(model: Any) -> bytes:
    """The TFLite file of an object tree. The same tree gives the same bytes."""
    return finish(model, b"TFL3")


def finish(root: Any, identifier: bytes) -> bytes:
    """Serialise the object tree ``root`` as a FlatBuffer with a four-byte file identifier."""
    import flatbuffers

    builder = flatbuffers.Builder(1 << 20)
    builder.Finish(root.Pack(builder), file_identifier=identifier)
    return bytes(builder.Output())


def describe_pose_input(content: bytes, schema: Any, metadata: Any) -> bytes:
    """The pose landmark model with the metadata that says: RGB, value / 255."""
    model = read_model(content, schema)
    picture = named(metadata, "image")
    picture.content = image_content(metadata)
    picture.processUnits = [unit_range(metadata)]
    graph = metadata.SubGraphMetadataT()
    graph.inputTensorMetadata = [picture]
    graph.outputTensorMetadata = [named(metadata, name) for name in POSE_OUTPUTS]
    document = metadata.ModelMetadataT()
    document.name = "pose_landmark_full"
    document.subgraphMetadata = [graph]
    entry = schema.MetadataT()
    entry.name = b"TFLITE_METADATA"
    entry.buffer = append_buffer(model, schema, finish(document, b"M001"))
    model.metadata = [*(model.metadata or []), entry]
    return write_model(model)


def named(metadata: Any, name: str) -> Any:
    """A tensor's metadata with nothing but a name."""
    tensor = metadata.TensorMetadataT()
    tensor.name = name
    return tensor


def image_content(metadata: Any) -> Any:
    """Says that a tensor is an RGB picture."""
    properties = metadata.ImagePropertiesT()
    properties.colorSpace = metadata.ColorSpaceType.RGB
    content = metadata.ContentT()
    content.contentPropertiesType = metadata.ContentProperties.ImageProperties
    content.contentProperties = properties
    return content


def unit_range(metadata: Any) -> Any:
    """Says that bytes are divided by 255 before they go in."""
    options = metadata.NormalizationOptionsT()
    options.mean = [0.0]
    options.std = [255.0]
    unit = metadata.ProcessUnitT()
    unit.optionsType = metadata.ProcessUnitOptions.NormalizationOptions
    unit.options = options
    return unit


def extend_mesh(content: bytes, schema: Any) -> bytes:
    """The face landmark model whose first output holds 478 points: the 468 it finds, then ten stand-ins for irises."""
    model = read_model(content, schema)
    graph = model.subgraphs[0]
    mesh = graph.outputs[0]
    count = 3 * (MESH_POINTS + len(IRIS_STAND_INS))
    graph.tensors.append(tensor(schema, "iris_indices", [count], schema.TensorType.INT32, mesh_indices(model, schema)))
    graph.tensors.append(tensor(schema, "landmarks_478", [1, 1, 1, count], schema.TensorType.FLOAT32, 0))
    gather = schema.OperatorT()
    gather.opcodeIndex = gather_code(model, schema)
    gather.inputs = [int(mesh), len(graph.tensors) - 2]
    gather.outputs = [len(graph.tensors) - 1]
    gather.builtinOptionsType = schema.BuiltinOptions.GatherOptions
    gather.builtinOptions = schema.GatherOptionsT()
    gather.builtinOptions.axis = 3
    graph.operators.append(gather)
    graph.outputs = [len(graph.tensors) - 1, *(int(place) for place in graph.outputs[1:])]
    return write_model(model)


def mesh_indices(model: Any, schema: Any) -> int:
    """Append the constant that GATHER reads; its buffer's number."""
    points = (*range(MESH_POINTS), *IRIS_STAND_INS)
    values = (3 * point + part for point in points for part in range(3))
    return append_buffer(model, schema, b"".join(value.to_bytes(4, "little") for value in values))


def tensor(schema: Any, name: str, shape: list[int], kind: int, buffer: int) -> Any:
    """A tensor's declaration; buffer 0 is the empty one of every TFLite file."""
    made = schema.TensorT()
    made.name = name.encode()
    made.shape = shape
    made.type = kind
    made.buffer = buffer
    return made


def gather_code(model: Any, schema: Any) -> int:
    """Append the operator code GATHER; its number."""
    code = schema.OperatorCodeT()
    code.builtinCode = schema.BuiltinOperator.GATHER
    code.deprecatedBuiltinCode = schema.BuiltinOperator.GATHER
    code.version = 1
    model.operatorCodes.append(code)
    return len(model.operatorCodes) - 1


def append_buffer(model: Any, schema: Any, content: bytes) -> int:
    """Append a data block; its number."""
    import numpy as np

    buffer = schema.BufferT()
    buffer.data = np.frombuffer(content, np.uint8)
    model.buffers.append(buffer)
    return len(model.buffers) - 1
