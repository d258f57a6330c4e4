import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace tensorflow. */
export namespace tensorflow {

    /**
     * Properties of a GraphDef.
     * @deprecated Use tensorflow.GraphDef.$Properties instead.
     */
    interface IGraphDef extends tensorflow.GraphDef.$Properties {
    }

    /** Represents a GraphDef. */
    class GraphDef {

        /**
         * Constructs a new GraphDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.GraphDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GraphDef node. */
        node: tensorflow.NodeDef.$Properties[];

        /** GraphDef library. */
        library?: (tensorflow.FunctionDefLibrary.$Properties|null);

        /** GraphDef versions. */
        versions?: (tensorflow.VersionDef.$Properties|null);

        /**
         * Encodes the specified GraphDef message. Does not implicitly {@link tensorflow.GraphDef.verify|verify} messages.
         * @param message GraphDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.GraphDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GraphDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.GraphDef & tensorflow.GraphDef.$Shape} GraphDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.GraphDef & tensorflow.GraphDef.$Shape;
    }

    namespace GraphDef {

        /** Properties of a GraphDef. */
        interface $Properties {

            /** GraphDef node */
            node?: (tensorflow.NodeDef.$Properties[]|null);

            /** GraphDef library */
            library?: (tensorflow.FunctionDefLibrary.$Properties|null);

            /** GraphDef versions */
            versions?: (tensorflow.VersionDef.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GraphDef. */
        type $Shape = {
          node?: tensorflow.NodeDef.$Shape[]|null;
          library?: tensorflow.FunctionDefLibrary.$Shape|null;
          versions?: tensorflow.VersionDef.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a FunctionDefLibrary.
     * @deprecated Use tensorflow.FunctionDefLibrary.$Properties instead.
     */
    interface IFunctionDefLibrary extends tensorflow.FunctionDefLibrary.$Properties {
    }

    /** Represents a FunctionDefLibrary. */
    class FunctionDefLibrary {

        /**
         * Constructs a new FunctionDefLibrary.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.FunctionDefLibrary.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FunctionDefLibrary function. */
        function: tensorflow.FunctionDef.$Properties[];

        /**
         * Encodes the specified FunctionDefLibrary message. Does not implicitly {@link tensorflow.FunctionDefLibrary.verify|verify} messages.
         * @param message FunctionDefLibrary message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.FunctionDefLibrary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FunctionDefLibrary message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.FunctionDefLibrary & tensorflow.FunctionDefLibrary.$Shape} FunctionDefLibrary
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.FunctionDefLibrary & tensorflow.FunctionDefLibrary.$Shape;
    }

    namespace FunctionDefLibrary {

        /** Properties of a FunctionDefLibrary. */
        interface $Properties {

            /** FunctionDefLibrary function */
            "function"?: (tensorflow.FunctionDef.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FunctionDefLibrary. */
        type $Shape = {
          "Function"?: tensorflow.FunctionDef.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a FunctionDef.
     * @deprecated Use tensorflow.FunctionDef.$Properties instead.
     */
    interface IFunctionDef extends tensorflow.FunctionDef.$Properties {
    }

    /** Represents a FunctionDef. */
    class FunctionDef {

        /**
         * Constructs a new FunctionDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.FunctionDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FunctionDef signature. */
        signature?: (tensorflow.OpDef.$Properties|null);

        /** FunctionDef node_def. */
        node_def: tensorflow.NodeDef.$Properties[];

        /** FunctionDef ret. */
        ret: { [k: string]: string };

        /**
         * Encodes the specified FunctionDef message. Does not implicitly {@link tensorflow.FunctionDef.verify|verify} messages.
         * @param message FunctionDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.FunctionDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FunctionDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.FunctionDef & tensorflow.FunctionDef.$Shape} FunctionDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.FunctionDef & tensorflow.FunctionDef.$Shape;
    }

    namespace FunctionDef {

        /** Properties of a FunctionDef. */
        interface $Properties {

            /** FunctionDef signature */
            signature?: (tensorflow.OpDef.$Properties|null);

            /** FunctionDef node_def */
            node_def?: (tensorflow.NodeDef.$Properties[]|null);

            /** FunctionDef ret */
            ret?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FunctionDef. */
        type $Shape = {
          signature?: tensorflow.OpDef.$Shape|null;
          node_def?: tensorflow.NodeDef.$Shape[]|null;
          ret?: { [k: string]: string }|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an OpDef.
     * @deprecated Use tensorflow.OpDef.$Properties instead.
     */
    interface IOpDef extends tensorflow.OpDef.$Properties {
    }

    /** Represents an OpDef. */
    class OpDef {

        /**
         * Constructs a new OpDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.OpDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OpDef name. */
        name: string;

        /** OpDef input_arg. */
        input_arg: tensorflow.OpDef.ArgDef.$Properties[];

        /** OpDef output_arg. */
        output_arg: tensorflow.OpDef.ArgDef.$Properties[];

        /**
         * Encodes the specified OpDef message. Does not implicitly {@link tensorflow.OpDef.verify|verify} messages.
         * @param message OpDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.OpDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OpDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.OpDef & tensorflow.OpDef.$Shape} OpDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.OpDef & tensorflow.OpDef.$Shape;
    }

    namespace OpDef {

        /** Properties of an OpDef. */
        interface $Properties {

            /** OpDef name */
            name?: (string|null);

            /** OpDef input_arg */
            input_arg?: (tensorflow.OpDef.ArgDef.$Properties[]|null);

            /** OpDef output_arg */
            output_arg?: (tensorflow.OpDef.ArgDef.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OpDef. */
        type $Shape = tensorflow.OpDef.$Properties;

        /**
         * Properties of an ArgDef.
         * @deprecated Use tensorflow.OpDef.ArgDef.$Properties instead.
         */
        interface IArgDef extends tensorflow.OpDef.ArgDef.$Properties {
        }

        /** Represents an ArgDef. */
        class ArgDef {

            /**
             * Constructs a new ArgDef.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.OpDef.ArgDef.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ArgDef name. */
            name: string;

            /**
             * Encodes the specified ArgDef message. Does not implicitly {@link tensorflow.OpDef.ArgDef.verify|verify} messages.
             * @param message ArgDef message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.OpDef.ArgDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ArgDef message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.OpDef.ArgDef & tensorflow.OpDef.ArgDef.$Shape} ArgDef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.OpDef.ArgDef & tensorflow.OpDef.ArgDef.$Shape;
        }

        namespace ArgDef {

            /** Properties of an ArgDef. */
            interface $Properties {

                /** ArgDef name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ArgDef. */
            type $Shape = tensorflow.OpDef.ArgDef.$Properties;
        }
    }

    /**
     * Properties of a SavedModel.
     * @deprecated Use tensorflow.SavedModel.$Properties instead.
     */
    interface ISavedModel extends tensorflow.SavedModel.$Properties {
    }

    /** Represents a SavedModel. */
    class SavedModel {

        /**
         * Constructs a new SavedModel.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.SavedModel.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SavedModel meta_graphs. */
        meta_graphs: tensorflow.MetaGraphDef.$Properties[];

        /**
         * Encodes the specified SavedModel message. Does not implicitly {@link tensorflow.SavedModel.verify|verify} messages.
         * @param message SavedModel message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.SavedModel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SavedModel message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.SavedModel & tensorflow.SavedModel.$Shape} SavedModel
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.SavedModel & tensorflow.SavedModel.$Shape;
    }

    namespace SavedModel {

        /** Properties of a SavedModel. */
        interface $Properties {

            /** SavedModel meta_graphs */
            meta_graphs?: (tensorflow.MetaGraphDef.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SavedModel. */
        type $Shape = {
          meta_graphs?: tensorflow.MetaGraphDef.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a MetaGraphDef.
     * @deprecated Use tensorflow.MetaGraphDef.$Properties instead.
     */
    interface IMetaGraphDef extends tensorflow.MetaGraphDef.$Properties {
    }

    /** Represents a MetaGraphDef. */
    class MetaGraphDef {

        /**
         * Constructs a new MetaGraphDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.MetaGraphDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MetaGraphDef meta_info_def. */
        meta_info_def?: (tensorflow.MetaGraphDef.MetaInfoDef.$Properties|null);

        /** MetaGraphDef graph_def. */
        graph_def?: (tensorflow.GraphDef.$Properties|null);

        /** MetaGraphDef signature_def. */
        signature_def: { [k: string]: tensorflow.SignatureDef.$Properties };

        /**
         * Encodes the specified MetaGraphDef message. Does not implicitly {@link tensorflow.MetaGraphDef.verify|verify} messages.
         * @param message MetaGraphDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.MetaGraphDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MetaGraphDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.MetaGraphDef & tensorflow.MetaGraphDef.$Shape} MetaGraphDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.MetaGraphDef & tensorflow.MetaGraphDef.$Shape;
    }

    namespace MetaGraphDef {

        /** Properties of a MetaGraphDef. */
        interface $Properties {

            /** MetaGraphDef meta_info_def */
            meta_info_def?: (tensorflow.MetaGraphDef.MetaInfoDef.$Properties|null);

            /** MetaGraphDef graph_def */
            graph_def?: (tensorflow.GraphDef.$Properties|null);

            /** MetaGraphDef signature_def */
            signature_def?: ({ [k: string]: tensorflow.SignatureDef.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MetaGraphDef. */
        type $Shape = {
          meta_info_def?: tensorflow.MetaGraphDef.MetaInfoDef.$Shape|null;
          graph_def?: tensorflow.GraphDef.$Shape|null;
          signature_def?: { [k: string]: tensorflow.SignatureDef.$Shape }|null;
          $unknowns?: Uint8Array[];
        };

        /**
         * Properties of a MetaInfoDef.
         * @deprecated Use tensorflow.MetaGraphDef.MetaInfoDef.$Properties instead.
         */
        interface IMetaInfoDef extends tensorflow.MetaGraphDef.MetaInfoDef.$Properties {
        }

        /** Represents a MetaInfoDef. */
        class MetaInfoDef {

            /**
             * Constructs a new MetaInfoDef.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.MetaGraphDef.MetaInfoDef.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetaInfoDef tags. */
            tags: string[];

            /**
             * Encodes the specified MetaInfoDef message. Does not implicitly {@link tensorflow.MetaGraphDef.MetaInfoDef.verify|verify} messages.
             * @param message MetaInfoDef message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.MetaGraphDef.MetaInfoDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetaInfoDef message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.MetaGraphDef.MetaInfoDef & tensorflow.MetaGraphDef.MetaInfoDef.$Shape} MetaInfoDef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.MetaGraphDef.MetaInfoDef & tensorflow.MetaGraphDef.MetaInfoDef.$Shape;
        }

        namespace MetaInfoDef {

            /** Properties of a MetaInfoDef. */
            interface $Properties {

                /** MetaInfoDef tags */
                tags?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetaInfoDef. */
            type $Shape = tensorflow.MetaGraphDef.MetaInfoDef.$Properties;
        }
    }

    /**
     * Properties of a SignatureDef.
     * @deprecated Use tensorflow.SignatureDef.$Properties instead.
     */
    interface ISignatureDef extends tensorflow.SignatureDef.$Properties {
    }

    /** Represents a SignatureDef. */
    class SignatureDef {

        /**
         * Constructs a new SignatureDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.SignatureDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SignatureDef inputs. */
        inputs: { [k: string]: tensorflow.TensorInfo.$Properties };

        /** SignatureDef outputs. */
        outputs: { [k: string]: tensorflow.TensorInfo.$Properties };

        /**
         * Encodes the specified SignatureDef message. Does not implicitly {@link tensorflow.SignatureDef.verify|verify} messages.
         * @param message SignatureDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.SignatureDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SignatureDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.SignatureDef & tensorflow.SignatureDef.$Shape} SignatureDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.SignatureDef & tensorflow.SignatureDef.$Shape;
    }

    namespace SignatureDef {

        /** Properties of a SignatureDef. */
        interface $Properties {

            /** SignatureDef inputs */
            inputs?: ({ [k: string]: tensorflow.TensorInfo.$Properties }|null);

            /** SignatureDef outputs */
            outputs?: ({ [k: string]: tensorflow.TensorInfo.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SignatureDef. */
        type $Shape = tensorflow.SignatureDef.$Properties;
    }

    /**
     * Properties of a TensorInfo.
     * @deprecated Use tensorflow.TensorInfo.$Properties instead.
     */
    interface ITensorInfo extends tensorflow.TensorInfo.$Properties {
    }

    /** Represents a TensorInfo. */
    class TensorInfo {

        /**
         * Constructs a new TensorInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.TensorInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TensorInfo name. */
        name: string;

        /** TensorInfo dtype. */
        dtype: tensorflow.DataType;

        /** TensorInfo tensor_shape. */
        tensor_shape?: (tensorflow.TensorShapeProto.$Properties|null);

        /**
         * Encodes the specified TensorInfo message. Does not implicitly {@link tensorflow.TensorInfo.verify|verify} messages.
         * @param message TensorInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.TensorInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TensorInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.TensorInfo & tensorflow.TensorInfo.$Shape} TensorInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorInfo & tensorflow.TensorInfo.$Shape;
    }

    namespace TensorInfo {

        /** Properties of a TensorInfo. */
        interface $Properties {

            /** TensorInfo name */
            name?: (string|null);

            /** TensorInfo dtype */
            dtype?: (tensorflow.DataType|null);

            /** TensorInfo tensor_shape */
            tensor_shape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TensorInfo. */
        type $Shape = tensorflow.TensorInfo.$Properties;
    }

    /**
     * Properties of a BundleHeaderProto.
     * @deprecated Use tensorflow.BundleHeaderProto.$Properties instead.
     */
    interface IBundleHeaderProto extends tensorflow.BundleHeaderProto.$Properties {
    }

    /** Represents a BundleHeaderProto. */
    class BundleHeaderProto {

        /**
         * Constructs a new BundleHeaderProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.BundleHeaderProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BundleHeaderProto num_shards. */
        num_shards: number;

        /** BundleHeaderProto endianness. */
        endianness: number;

        /**
         * Encodes the specified BundleHeaderProto message. Does not implicitly {@link tensorflow.BundleHeaderProto.verify|verify} messages.
         * @param message BundleHeaderProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.BundleHeaderProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BundleHeaderProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.BundleHeaderProto & tensorflow.BundleHeaderProto.$Shape} BundleHeaderProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.BundleHeaderProto & tensorflow.BundleHeaderProto.$Shape;
    }

    namespace BundleHeaderProto {

        /** Properties of a BundleHeaderProto. */
        interface $Properties {

            /** BundleHeaderProto num_shards */
            num_shards?: (number|null);

            /** BundleHeaderProto endianness */
            endianness?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BundleHeaderProto. */
        type $Shape = tensorflow.BundleHeaderProto.$Properties;
    }

    /**
     * Properties of a BundleEntryProto.
     * @deprecated Use tensorflow.BundleEntryProto.$Properties instead.
     */
    interface IBundleEntryProto extends tensorflow.BundleEntryProto.$Properties {
    }

    /** Represents a BundleEntryProto. */
    class BundleEntryProto {

        /**
         * Constructs a new BundleEntryProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.BundleEntryProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BundleEntryProto dtype. */
        dtype: tensorflow.DataType;

        /** BundleEntryProto shape. */
        shape?: (tensorflow.TensorShapeProto.$Properties|null);

        /** BundleEntryProto shard_id. */
        shard_id: number;

        /** BundleEntryProto offset. */
        offset: Long;

        /** BundleEntryProto size. */
        size: Long;

        /** BundleEntryProto crc32c. */
        crc32c: number;

        /** BundleEntryProto slices. */
        slices: Uint8Array[];

        /**
         * Encodes the specified BundleEntryProto message. Does not implicitly {@link tensorflow.BundleEntryProto.verify|verify} messages.
         * @param message BundleEntryProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.BundleEntryProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BundleEntryProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.BundleEntryProto & tensorflow.BundleEntryProto.$Shape} BundleEntryProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.BundleEntryProto & tensorflow.BundleEntryProto.$Shape;
    }

    namespace BundleEntryProto {

        /** Properties of a BundleEntryProto. */
        interface $Properties {

            /** BundleEntryProto dtype */
            dtype?: (tensorflow.DataType|null);

            /** BundleEntryProto shape */
            shape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** BundleEntryProto shard_id */
            shard_id?: (number|null);

            /** BundleEntryProto offset */
            offset?: (Long|null);

            /** BundleEntryProto size */
            size?: (Long|null);

            /** BundleEntryProto crc32c */
            crc32c?: (number|null);

            /** BundleEntryProto slices */
            slices?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BundleEntryProto. */
        type $Shape = tensorflow.BundleEntryProto.$Properties;
    }

    /**
     * Properties of a NodeDef.
     * @deprecated Use tensorflow.NodeDef.$Properties instead.
     */
    interface INodeDef extends tensorflow.NodeDef.$Properties {
    }

    /** Represents a NodeDef. */
    class NodeDef {

        /**
         * Constructs a new NodeDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.NodeDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeDef name. */
        name: string;

        /** NodeDef op. */
        op: string;

        /** NodeDef input. */
        input: string[];

        /** NodeDef attr. */
        attr: { [k: string]: tensorflow.AttrValue.$Properties };

        /**
         * Encodes the specified NodeDef message. Does not implicitly {@link tensorflow.NodeDef.verify|verify} messages.
         * @param message NodeDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.NodeDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.NodeDef & tensorflow.NodeDef.$Shape} NodeDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.NodeDef & tensorflow.NodeDef.$Shape;
    }

    namespace NodeDef {

        /** Properties of a NodeDef. */
        interface $Properties {

            /** NodeDef name */
            name?: (string|null);

            /** NodeDef op */
            op?: (string|null);

            /** NodeDef input */
            input?: (string[]|null);

            /** NodeDef attr */
            attr?: ({ [k: string]: tensorflow.AttrValue.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NodeDef. */
        type $Shape = {
          name?: string|null;
          op?: string|null;
          input?: string[]|null;
          attr?: { [k: string]: tensorflow.AttrValue.$Shape }|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a VersionDef.
     * @deprecated Use tensorflow.VersionDef.$Properties instead.
     */
    interface IVersionDef extends tensorflow.VersionDef.$Properties {
    }

    /** Represents a VersionDef. */
    class VersionDef {

        /**
         * Constructs a new VersionDef.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.VersionDef.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VersionDef producer. */
        producer: number;

        /** VersionDef min_consumer. */
        min_consumer: number;

        /**
         * Encodes the specified VersionDef message. Does not implicitly {@link tensorflow.VersionDef.verify|verify} messages.
         * @param message VersionDef message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.VersionDef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VersionDef message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.VersionDef & tensorflow.VersionDef.$Shape} VersionDef
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.VersionDef & tensorflow.VersionDef.$Shape;
    }

    namespace VersionDef {

        /** Properties of a VersionDef. */
        interface $Properties {

            /** VersionDef producer */
            producer?: (number|null);

            /** VersionDef min_consumer */
            min_consumer?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VersionDef. */
        type $Shape = tensorflow.VersionDef.$Properties;
    }

    /**
     * Properties of an AttrValue.
     * @deprecated Use tensorflow.AttrValue.$Properties instead.
     */
    interface IAttrValue extends tensorflow.AttrValue.$Properties {
    }

    /** Represents an AttrValue. */
    class AttrValue {

        /**
         * Constructs a new AttrValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.AttrValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AttrValue list. */
        list?: (tensorflow.AttrValue.ListValue.$Properties|null);

        /** AttrValue s. */
        s?: (Uint8Array|null);

        /** AttrValue i. */
        i?: (Long|null);

        /** AttrValue f. */
        f?: (number|null);

        /** AttrValue b. */
        b?: (boolean|null);

        /** AttrValue type. */
        type?: (tensorflow.DataType|null);

        /** AttrValue shape. */
        shape?: (tensorflow.TensorShapeProto.$Properties|null);

        /** AttrValue tensor. */
        tensor?: (tensorflow.TensorProto.$Properties|null);

        /** AttrValue placeholder. */
        placeholder?: (string|null);

        /** AttrValue func. */
        func?: (tensorflow.NameAttrList.$Properties|null);

        /** AttrValue value. */
        value?: ("list"|"s"|"i"|"f"|"b"|"type"|"shape"|"tensor"|"placeholder"|"func");

        /**
         * Encodes the specified AttrValue message. Does not implicitly {@link tensorflow.AttrValue.verify|verify} messages.
         * @param message AttrValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.AttrValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AttrValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.AttrValue & tensorflow.AttrValue.$Shape} AttrValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.AttrValue & tensorflow.AttrValue.$Shape;
    }

    namespace AttrValue {

        /** Properties of an AttrValue. */
        interface $Properties {

            /** AttrValue list */
            list?: (tensorflow.AttrValue.ListValue.$Properties|null);

            /** AttrValue s */
            s?: (Uint8Array|null);

            /** AttrValue i */
            i?: (Long|null);

            /** AttrValue f */
            f?: (number|null);

            /** AttrValue b */
            b?: (boolean|null);

            /** AttrValue type */
            type?: (tensorflow.DataType|null);

            /** AttrValue shape */
            shape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** AttrValue tensor */
            tensor?: (tensorflow.TensorProto.$Properties|null);

            /** AttrValue placeholder */
            placeholder?: (string|null);

            /** AttrValue func */
            func?: (tensorflow.NameAttrList.$Properties|null);

            /** AttrValue value */
            value?: ("list"|"s"|"i"|"f"|"b"|"type"|"shape"|"tensor"|"placeholder"|"func");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an AttrValue. */
        type $Shape = {
          list?: tensorflow.AttrValue.ListValue.$Shape|null;
          s?: Uint8Array|null;
          i?: Long|null;
          f?: number|null;
          b?: boolean|null;
          type?: tensorflow.DataType|null;
          shape?: tensorflow.TensorShapeProto.$Shape|null;
          tensor?: tensorflow.TensorProto.$Shape|null;
          placeholder?: string|null;
          func?: tensorflow.NameAttrList.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ value?: undefined; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null; placeholder?: null; func?: null }|{ value?: "list"; list: tensorflow.AttrValue.ListValue.$Shape; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null; placeholder?: null; func?: null }|{ value?: "s"; list?: null; s: Uint8Array; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null; placeholder?: null; func?: null }|{ value?: "i"; list?: null; s?: null; i: Long; f?: null; b?: null; type?: null; shape?: null; tensor?: null; placeholder?: null; func?: null }|{ value?: "f"; list?: null; s?: null; i?: null; f: number; b?: null; type?: null; shape?: null; tensor?: null; placeholder?: null; func?: null }|{ value?: "b"; list?: null; s?: null; i?: null; f?: null; b: boolean; type?: null; shape?: null; tensor?: null; placeholder?: null; func?: null }|{ value?: "type"; list?: null; s?: null; i?: null; f?: null; b?: null; type: tensorflow.DataType; shape?: null; tensor?: null; placeholder?: null; func?: null }|{ value?: "shape"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape: tensorflow.TensorShapeProto.$Shape; tensor?: null; placeholder?: null; func?: null }|{ value?: "tensor"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor: tensorflow.TensorProto.$Shape; placeholder?: null; func?: null }|{ value?: "placeholder"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null; placeholder: string; func?: null }|{ value?: "func"; list?: null; s?: null; i?: null; f?: null; b?: null; type?: null; shape?: null; tensor?: null; placeholder?: null; func: tensorflow.NameAttrList.$Shape })
        );

        /**
         * Properties of a ListValue.
         * @deprecated Use tensorflow.AttrValue.ListValue.$Properties instead.
         */
        interface IListValue extends tensorflow.AttrValue.ListValue.$Properties {
        }

        /** Represents a ListValue. */
        class ListValue {

            /**
             * Constructs a new ListValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.AttrValue.ListValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListValue s. */
            s: Uint8Array[];

            /** ListValue i. */
            i: Long[];

            /** ListValue f. */
            f: number[];

            /** ListValue b. */
            b: boolean[];

            /** ListValue type. */
            type: tensorflow.DataType[];

            /** ListValue shape. */
            shape: tensorflow.TensorShapeProto.$Properties[];

            /**
             * Encodes the specified ListValue message. Does not implicitly {@link tensorflow.AttrValue.ListValue.verify|verify} messages.
             * @param message ListValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.AttrValue.ListValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.AttrValue.ListValue & tensorflow.AttrValue.ListValue.$Shape} ListValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.AttrValue.ListValue & tensorflow.AttrValue.ListValue.$Shape;
        }

        namespace ListValue {

            /** Properties of a ListValue. */
            interface $Properties {

                /** ListValue s */
                s?: (Uint8Array[]|null);

                /** ListValue i */
                i?: (Long[]|null);

                /** ListValue f */
                f?: (number[]|null);

                /** ListValue b */
                b?: (boolean[]|null);

                /** ListValue type */
                type?: (tensorflow.DataType[]|null);

                /** ListValue shape */
                shape?: (tensorflow.TensorShapeProto.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListValue. */
            type $Shape = tensorflow.AttrValue.ListValue.$Properties;
        }
    }

    /**
     * Properties of a NameAttrList.
     * @deprecated Use tensorflow.NameAttrList.$Properties instead.
     */
    interface INameAttrList extends tensorflow.NameAttrList.$Properties {
    }

    /** Represents a NameAttrList. */
    class NameAttrList {

        /**
         * Constructs a new NameAttrList.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.NameAttrList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NameAttrList name. */
        name: string;

        /** NameAttrList attr. */
        attr: { [k: string]: tensorflow.AttrValue.$Properties };

        /**
         * Encodes the specified NameAttrList message. Does not implicitly {@link tensorflow.NameAttrList.verify|verify} messages.
         * @param message NameAttrList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.NameAttrList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NameAttrList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.NameAttrList & tensorflow.NameAttrList.$Shape} NameAttrList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.NameAttrList & tensorflow.NameAttrList.$Shape;
    }

    namespace NameAttrList {

        /** Properties of a NameAttrList. */
        interface $Properties {

            /** NameAttrList name */
            name?: (string|null);

            /** NameAttrList attr */
            attr?: ({ [k: string]: tensorflow.AttrValue.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NameAttrList. */
        type $Shape = {
          name?: string|null;
          attr?: { [k: string]: tensorflow.AttrValue.$Shape }|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a TensorShapeProto.
     * @deprecated Use tensorflow.TensorShapeProto.$Properties instead.
     */
    interface ITensorShapeProto extends tensorflow.TensorShapeProto.$Properties {
    }

    /** Represents a TensorShapeProto. */
    class TensorShapeProto {

        /**
         * Constructs a new TensorShapeProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.TensorShapeProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TensorShapeProto dim. */
        dim: tensorflow.TensorShapeProto.Dim.$Properties[];

        /** TensorShapeProto unknown_rank. */
        unknown_rank: boolean;

        /**
         * Encodes the specified TensorShapeProto message. Does not implicitly {@link tensorflow.TensorShapeProto.verify|verify} messages.
         * @param message TensorShapeProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.TensorShapeProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TensorShapeProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.TensorShapeProto & tensorflow.TensorShapeProto.$Shape} TensorShapeProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorShapeProto & tensorflow.TensorShapeProto.$Shape;
    }

    namespace TensorShapeProto {

        /** Properties of a TensorShapeProto. */
        interface $Properties {

            /** TensorShapeProto dim */
            dim?: (tensorflow.TensorShapeProto.Dim.$Properties[]|null);

            /** TensorShapeProto unknown_rank */
            unknown_rank?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TensorShapeProto. */
        type $Shape = tensorflow.TensorShapeProto.$Properties;

        /**
         * Properties of a Dim.
         * @deprecated Use tensorflow.TensorShapeProto.Dim.$Properties instead.
         */
        interface IDim extends tensorflow.TensorShapeProto.Dim.$Properties {
        }

        /** Represents a Dim. */
        class Dim {

            /**
             * Constructs a new Dim.
             * @param [properties] Properties to set
             */
            constructor(properties?: tensorflow.TensorShapeProto.Dim.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Dim size. */
            size: Long;

            /**
             * Encodes the specified Dim message. Does not implicitly {@link tensorflow.TensorShapeProto.Dim.verify|verify} messages.
             * @param message Dim message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tensorflow.TensorShapeProto.Dim.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Dim message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tensorflow.TensorShapeProto.Dim & tensorflow.TensorShapeProto.Dim.$Shape} Dim
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorShapeProto.Dim & tensorflow.TensorShapeProto.Dim.$Shape;
        }

        namespace Dim {

            /** Properties of a Dim. */
            interface $Properties {

                /** Dim size */
                size?: (Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Dim. */
            type $Shape = tensorflow.TensorShapeProto.Dim.$Properties;
        }
    }

    /**
     * Properties of a TensorProto.
     * @deprecated Use tensorflow.TensorProto.$Properties instead.
     */
    interface ITensorProto extends tensorflow.TensorProto.$Properties {
    }

    /** Represents a TensorProto. */
    class TensorProto {

        /**
         * Constructs a new TensorProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: tensorflow.TensorProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TensorProto dtype. */
        dtype: tensorflow.DataType;

        /** TensorProto tensor_shape. */
        tensor_shape?: (tensorflow.TensorShapeProto.$Properties|null);

        /** TensorProto tensor_content. */
        tensor_content: Uint8Array;

        /** TensorProto float_val. */
        float_val: number[];

        /** TensorProto double_val. */
        double_val: number[];

        /** TensorProto int_val. */
        int_val: number[];

        /** TensorProto string_val. */
        string_val: Uint8Array[];

        /** TensorProto int64_val. */
        int64_val: Long[];

        /** TensorProto bool_val. */
        bool_val: boolean[];

        /** TensorProto half_val. */
        half_val: number[];

        /**
         * Encodes the specified TensorProto message. Does not implicitly {@link tensorflow.TensorProto.verify|verify} messages.
         * @param message TensorProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tensorflow.TensorProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TensorProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tensorflow.TensorProto & tensorflow.TensorProto.$Shape} TensorProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tensorflow.TensorProto & tensorflow.TensorProto.$Shape;
    }

    namespace TensorProto {

        /** Properties of a TensorProto. */
        interface $Properties {

            /** TensorProto dtype */
            dtype?: (tensorflow.DataType|null);

            /** TensorProto tensor_shape */
            tensor_shape?: (tensorflow.TensorShapeProto.$Properties|null);

            /** TensorProto tensor_content */
            tensor_content?: (Uint8Array|null);

            /** TensorProto float_val */
            float_val?: (number[]|null);

            /** TensorProto double_val */
            double_val?: (number[]|null);

            /** TensorProto int_val */
            int_val?: (number[]|null);

            /** TensorProto string_val */
            string_val?: (Uint8Array[]|null);

            /** TensorProto int64_val */
            int64_val?: (Long[]|null);

            /** TensorProto bool_val */
            bool_val?: (boolean[]|null);

            /** TensorProto half_val */
            half_val?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TensorProto. */
        type $Shape = tensorflow.TensorProto.$Properties;
    }

    /** DataType enum. */
    enum DataType {

        /** DT_INVALID value */
        DT_INVALID = 0,

        /** DT_FLOAT value */
        DT_FLOAT = 1,

        /** DT_DOUBLE value */
        DT_DOUBLE = 2,

        /** DT_INT32 value */
        DT_INT32 = 3,

        /** DT_UINT8 value */
        DT_UINT8 = 4,

        /** DT_INT16 value */
        DT_INT16 = 5,

        /** DT_INT8 value */
        DT_INT8 = 6,

        /** DT_STRING value */
        DT_STRING = 7,

        /** DT_COMPLEX64 value */
        DT_COMPLEX64 = 8,

        /** DT_INT64 value */
        DT_INT64 = 9,

        /** DT_BOOL value */
        DT_BOOL = 10,

        /** DT_BFLOAT16 value */
        DT_BFLOAT16 = 14,

        /** DT_UINT16 value */
        DT_UINT16 = 17,

        /** DT_HALF value */
        DT_HALF = 19,

        /** DT_RESOURCE value */
        DT_RESOURCE = 20,

        /** DT_VARIANT value */
        DT_VARIANT = 21,

        /** DT_UINT32 value */
        DT_UINT32 = 22,

        /** DT_UINT64 value */
        DT_UINT64 = 23
    }
}
