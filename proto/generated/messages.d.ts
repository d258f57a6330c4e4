import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace tutorial. */
export namespace tutorial {

    /**
     * Properties of a ModelDescriptor.
     * @deprecated Use tutorial.ModelDescriptor.$Properties instead.
     */
    interface IModelDescriptor extends tutorial.ModelDescriptor.$Properties {
    }

    /** Represents a ModelDescriptor. */
    class ModelDescriptor {

        /**
         * Constructs a new ModelDescriptor.
         * @param [properties] Properties to set
         */
        constructor(properties?: tutorial.ModelDescriptor.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ModelDescriptor name. */
        name: string;

        /** ModelDescriptor description. */
        description: string;

        /** ModelDescriptor dataType. */
        dataType: string;

        /** ModelDescriptor modeltype. */
        modeltype: tutorial.ModelDescriptor.ModelType;

        /** ModelDescriptor data. */
        data?: (Uint8Array|null);

        /** ModelDescriptor location. */
        location?: (string|null);

        /** ModelDescriptor MessageContent. */
        MessageContent?: ("data"|"location");

        /**
         * Encodes the specified ModelDescriptor message. Does not implicitly {@link tutorial.ModelDescriptor.verify|verify} messages.
         * @param message ModelDescriptor message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tutorial.ModelDescriptor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ModelDescriptor message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tutorial.ModelDescriptor & tutorial.ModelDescriptor.$Shape} ModelDescriptor
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tutorial.ModelDescriptor & tutorial.ModelDescriptor.$Shape;
    }

    namespace ModelDescriptor {

        /** Properties of a ModelDescriptor. */
        interface $Properties {

            /** ModelDescriptor name */
            name?: (string|null);

            /** ModelDescriptor description */
            description?: (string|null);

            /** ModelDescriptor dataType */
            dataType?: (string|null);

            /** ModelDescriptor modeltype */
            modeltype?: (tutorial.ModelDescriptor.ModelType|null);

            /** ModelDescriptor data */
            data?: (Uint8Array|null);

            /** ModelDescriptor location */
            location?: (string|null);

            /** ModelDescriptor MessageContent */
            MessageContent?: ("data"|"location");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ModelDescriptor. */
        type $Shape = {
          name?: string|null;
          description?: string|null;
          dataType?: string|null;
          modeltype?: tutorial.ModelDescriptor.ModelType|null;
          data?: Uint8Array|null;
          location?: string|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ MessageContent?: undefined; data?: null; location?: null }|{ MessageContent?: "data"; data: Uint8Array; location?: null }|{ MessageContent?: "location"; data?: null; location: string })
        );

        /** ModelType enum. */
        enum ModelType {

            /** TENSORFLOW value */
            TENSORFLOW = 0,

            /** TENSORFLOWSAVED value */
            TENSORFLOWSAVED = 1,

            /** PMML value */
            PMML = 2,

            /** ONNX value */
            ONNX = 3
        }
    }

    /**
     * Properties of a WineRecord.
     * @deprecated Use tutorial.WineRecord.$Properties instead.
     */
    interface IWineRecord extends tutorial.WineRecord.$Properties {
    }

    /** Represents a WineRecord. */
    class WineRecord {

        /**
         * Constructs a new WineRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: tutorial.WineRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WineRecord fixed_acidity. */
        fixed_acidity: number;

        /** WineRecord volatile_acidity. */
        volatile_acidity: number;

        /** WineRecord citric_acid. */
        citric_acid: number;

        /** WineRecord residual_sugar. */
        residual_sugar: number;

        /** WineRecord chlorides. */
        chlorides: number;

        /** WineRecord free_sulfur_dioxide. */
        free_sulfur_dioxide: number;

        /** WineRecord total_sulfur_dioxide. */
        total_sulfur_dioxide: number;

        /** WineRecord density. */
        density: number;

        /** WineRecord pH. */
        pH: number;

        /** WineRecord sulphates. */
        sulphates: number;

        /** WineRecord alcohol. */
        alcohol: number;

        /** WineRecord dataType. */
        dataType: string;

        /**
         * Encodes the specified WineRecord message. Does not implicitly {@link tutorial.WineRecord.verify|verify} messages.
         * @param message WineRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tutorial.WineRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WineRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tutorial.WineRecord & tutorial.WineRecord.$Shape} WineRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tutorial.WineRecord & tutorial.WineRecord.$Shape;
    }

    namespace WineRecord {

        /** Properties of a WineRecord. */
        interface $Properties {

            /** WineRecord fixed_acidity */
            fixed_acidity?: (number|null);

            /** WineRecord volatile_acidity */
            volatile_acidity?: (number|null);

            /** WineRecord citric_acid */
            citric_acid?: (number|null);

            /** WineRecord residual_sugar */
            residual_sugar?: (number|null);

            /** WineRecord chlorides */
            chlorides?: (number|null);

            /** WineRecord free_sulfur_dioxide */
            free_sulfur_dioxide?: (number|null);

            /** WineRecord total_sulfur_dioxide */
            total_sulfur_dioxide?: (number|null);

            /** WineRecord density */
            density?: (number|null);

            /** WineRecord pH */
            pH?: (number|null);

            /** WineRecord sulphates */
            sulphates?: (number|null);

            /** WineRecord alcohol */
            alcohol?: (number|null);

            /** WineRecord dataType */
            dataType?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WineRecord. */
        type $Shape = tutorial.WineRecord.$Properties;
    }

    /**
     * Properties of a PenguinRecord.
     * @deprecated Use tutorial.PenguinRecord.$Properties instead.
     */
    interface IPenguinRecord extends tutorial.PenguinRecord.$Properties {
    }

    /** Represents a PenguinRecord. */
    class PenguinRecord {

        /**
         * Constructs a new PenguinRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: tutorial.PenguinRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PenguinRecord island. */
        island?: (string|null);

        /** PenguinRecord bill_length_mm. */
        bill_length_mm?: (number|null);

        /** PenguinRecord bill_depth_mm. */
        bill_depth_mm?: (number|null);

        /** PenguinRecord flipper_length_mm. */
        flipper_length_mm?: (number|null);

        /** PenguinRecord body_mass_g. */
        body_mass_g?: (number|null);

        /** PenguinRecord sex. */
        sex?: (string|null);

        /** PenguinRecord year. */
        year?: (number|null);

        /** PenguinRecord dataType. */
        dataType: string;

        /**
         * Encodes the specified PenguinRecord message. Does not implicitly {@link tutorial.PenguinRecord.verify|verify} messages.
         * @param message PenguinRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tutorial.PenguinRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PenguinRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tutorial.PenguinRecord & tutorial.PenguinRecord.$Shape} PenguinRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tutorial.PenguinRecord & tutorial.PenguinRecord.$Shape;
    }

    namespace PenguinRecord {

        /** Properties of a PenguinRecord. */
        interface $Properties {

            /** PenguinRecord island */
            island?: (string|null);

            /** PenguinRecord bill_length_mm */
            bill_length_mm?: (number|null);

            /** PenguinRecord bill_depth_mm */
            bill_depth_mm?: (number|null);

            /** PenguinRecord flipper_length_mm */
            flipper_length_mm?: (number|null);

            /** PenguinRecord body_mass_g */
            body_mass_g?: (number|null);

            /** PenguinRecord sex */
            sex?: (string|null);

            /** PenguinRecord year */
            year?: (number|null);

            /** PenguinRecord dataType */
            dataType?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PenguinRecord. */
        type $Shape = tutorial.PenguinRecord.$Properties;
    }

    /**
     * Properties of a ScoredRecord.
     * @deprecated Use tutorial.ScoredRecord.$Properties instead.
     */
    interface IScoredRecord extends tutorial.ScoredRecord.$Properties {
    }

    /** Represents a ScoredRecord. */
    class ScoredRecord {

        /**
         * Constructs a new ScoredRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: tutorial.ScoredRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ScoredRecord key. */
        key: Uint8Array;

        /** ScoredRecord topic. */
        topic: string;

        /** ScoredRecord partition. */
        partition: number;

        /** ScoredRecord offset. */
        offset: (number|Long);

        /** ScoredRecord dataType. */
        dataType: string;

        /** ScoredRecord label. */
        label?: (string|null);

        /** ScoredRecord number. */
        number?: (number|null);

        /** ScoredRecord probabilities. */
        probabilities: { [k: string]: number };

        /** ScoredRecord modelName. */
        modelName: string;

        /** ScoredRecord modelVersion. */
        modelVersion: number;

        /** ScoredRecord approach. */
        approach: string;

        /** ScoredRecord scoringMicros. */
        scoringMicros: number;

        /** ScoredRecord eventTime. */
        eventTime: (number|Long);

        /** ScoredRecord result. */
        result?: ("label"|"number");

        /**
         * Encodes the specified ScoredRecord message. Does not implicitly {@link tutorial.ScoredRecord.verify|verify} messages.
         * @param message ScoredRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: tutorial.ScoredRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ScoredRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {tutorial.ScoredRecord & tutorial.ScoredRecord.$Shape} ScoredRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tutorial.ScoredRecord & tutorial.ScoredRecord.$Shape;
    }

    namespace ScoredRecord {

        /** Properties of a ScoredRecord. */
        interface $Properties {

            /** ScoredRecord key */
            key?: (Uint8Array|null);

            /** ScoredRecord topic */
            topic?: (string|null);

            /** ScoredRecord partition */
            partition?: (number|null);

            /** ScoredRecord offset */
            offset?: (number|Long|null);

            /** ScoredRecord dataType */
            dataType?: (string|null);

            /** ScoredRecord label */
            label?: (string|null);

            /** ScoredRecord number */
            number?: (number|null);

            /** ScoredRecord probabilities */
            probabilities?: ({ [k: string]: number }|null);

            /** ScoredRecord modelName */
            modelName?: (string|null);

            /** ScoredRecord modelVersion */
            modelVersion?: (number|null);

            /** ScoredRecord approach */
            approach?: (string|null);

            /** ScoredRecord scoringMicros */
            scoringMicros?: (number|null);

            /** ScoredRecord eventTime */
            eventTime?: (number|Long|null);

            /** ScoredRecord result */
            result?: ("label"|"number");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ScoredRecord. */
        type $Shape = {
          key?: Uint8Array|null;
          topic?: string|null;
          partition?: number|null;
          offset?: number|Long|null;
          dataType?: string|null;
          label?: string|null;
          number?: number|null;
          probabilities?: { [k: string]: number }|null;
          modelName?: string|null;
          modelVersion?: number|null;
          approach?: string|null;
          scoringMicros?: number|null;
          eventTime?: number|Long|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ result?: undefined; label?: null; number?: null }|{ result?: "label"; label: string; number?: null }|{ result?: "number"; label?: null; number: number })
        );
    }
}
