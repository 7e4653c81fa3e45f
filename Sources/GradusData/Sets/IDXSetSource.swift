/// Where a data set of IDX files is published and how its files are called.
public struct IDXSetSource: Sendable {
    /// Names and published MD5 sums (of the .gz) of one part.
    public struct Part: Sendable {
        public let images: String
        public let labels: String
        public let imagesMD5: String
        public let labelsMD5: String
    }

    /// Also the folder under the root: `root/MNIST/raw`.
    public let name: String
    public let classes: [String]
    public let mirrors: [String]
    public let train: Part
    public let test: Part

    public func part(train: Bool) -> Part { train ? self.train : test }

    private static func standard(
        _ name: String, classes: [String], mirrors: [String], md5: (String, String, String, String)
    ) -> IDXSetSource {
        IDXSetSource(
            name: name, classes: classes, mirrors: mirrors,
            train: Part(
                images: "train-images-idx3-ubyte", labels: "train-labels-idx1-ubyte", imagesMD5: md5.0,
                labelsMD5: md5.1),
            test: Part(
                images: "t10k-images-idx3-ubyte", labels: "t10k-labels-idx1-ubyte", imagesMD5: md5.2,
                labelsMD5: md5.3))
    }

    static let digitClasses = [
        "0 - zero", "1 - one", "2 - two", "3 - three", "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight",
        "9 - nine",
    ]

    public static let mnist = standard(
        "MNIST", classes: digitClasses,
        mirrors: ["https://ossci-datasets.s3.amazonaws.com/mnist/", "http://yann.lecun.com/exdb/mnist/"],
        md5: (
            "f68b3c2dcbeaaa9fbdd348bbdeb94873", "d53e105ee54ea40749a09fcbcd1e9432",
            "9fb629c4189551a2d022fa330f9573f3", "ec29112dd5afa0611ce80d1b7f02629c"
        ))

    public static let fashionMNIST = standard(
        "FashionMNIST",
        classes: [
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
        ],
        mirrors: ["http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"],
        md5: (
            "8d4fb7e6c68d591d4c3dfef9ec88bf0d", "25c81989df183df01b3e8a0aad5dffbe",
            "bef4ecab320f06d8554ea6380940ec79", "bb300cfdad3c16e7a12a480ee83cd310"
        ))

    public static let kmnist = standard(
        "KMNIST", classes: ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
        mirrors: ["http://codh.rois.ac.jp/kmnist/dataset/kmnist/"],
        md5: (
            "bdb82020997e1d708af4cf47b453dcf7", "e144d726b3acfaa3e44228e80efcd344",
            "5c965bf0a639b31b8f53240b1b52f4d7", "7320c461ea6c1c855c0b718fb2a4b134"
        ))
}
